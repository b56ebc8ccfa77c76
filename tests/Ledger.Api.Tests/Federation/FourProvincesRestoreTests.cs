using System.Net;
using System.Text;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Federation;

/// <summary>A node that comes back with yesterday's database, head and lock, which fit each other: only the others know better.</summary>
[Collection(OneAtATime.Name)]
public sealed class FourProvincesRestoreTests(FourProvinces world) : IClassFixture<FourProvinces>
{
    private const int Refused = 78;
    private static readonly string[] Parts = ["database", "head", "lock"];
    private static readonly string[] Names = ["shanghai", "jiangsu", "zhejiang", "anhui"];

    private readonly Referee _referee = world.Referee;

    [Fact]
    public async Task A_restored_log_waits_while_nobody_can_be_asked_and_is_quarantined_as_soon_as_somebody_can()
    {
        ProvinceProcess restored = world.Shanghai;
        await RestoreYesterdayAsync(restored, grows: true);
        byte[] head = await File.ReadAllBytesAsync(restored.Options.HeadFile);
        IReadOnlyList<string> vouched = await VouchedForAsync(restored);
        foreach (ProvinceProcess other in world.OthersThan(restored))
        {
            world.Way(restored, other).Cut();
        }

        restored.Launch();
        await AssertSignsNothingAsync(restored, "waiting");
        world.Way(restored, world.Jiangsu).Pass();
        world.Way(restored, world.Zhejiang).Pass();
        await AssertSignsNothingAsync(restored, "quarantined");
        await AssertNamesAWitnessAsync(restored);
        await restored.StopAsync(Refused);

        restored.Launch(); // now the others answer at once
        await AssertSignsNothingAsync(restored, "quarantined");
        await AssertNamesAWitnessAsync(restored);
        await restored.StopAsync(Refused);
        Assert.Equal(vouched, await VouchedForAsync(restored));
        Assert.Equal(head, await File.ReadAllBytesAsync(restored.Options.HeadFile));
        await GoOnTodayAsync(restored);
    }

    [Fact]
    public async Task A_restored_witness_whose_own_log_has_grown_cosigns_nothing_true_or_false_and_the_others_go_on_without_it()
    {
        ProvinceProcess restored = world.Jiangsu;
        await RestoreYesterdayAsync(restored, grows: true);
        restored.Launch();
        await AssertSignsNothingAsync(restored, "quarantined");
        await AssertNamesAWitnessAsync(restored);

        IReadOnlyList<SignedNote> seen = await restored.CosignedAsync(world.Shanghai.Options.Origin, HttpStatusCode.ServiceUnavailable);
        long remembered = Checkpoint.Parse(seen[0].Text).Size;
        SignedNote truth = SignedNote.Parse(Encoding.UTF8.GetBytes(await world.Shanghai.Client.TextAsync("/log/checkpoint")));
        foreach (SignedNote note in new[] { truth, ForkOfShanghai(remembered + 1) })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await restored.SubmitAsync("witness", remembered, note));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await restored.SubmitAsync("map-auditor", remembered, note));
        }

        byte[] file = await UntilValidAsync(world.Shanghai, await _referee.IssueAsync(world.Shanghai));
        Assert.Equal("valid", (await _referee.AtAsync(world.Anhui, file)).Conclusion);
        await restored.StopAsync(Refused);
        await GoOnTodayAsync(restored);
    }

    [Fact]
    public async Task A_restored_witness_whose_own_log_has_not_grown_is_taught_again_by_the_logs_it_witnesses_and_refuses_a_fork_then()
    {
        ProvinceProcess restored = world.Anhui;
        await RestoreYesterdayAsync(restored, grows: false);
        restored.Launch();
        await restored.UntilWritingAsync(); // nobody can know that it forgot
        string origin = world.Shanghai.Options.Origin;
        long least = await world.Shanghai.SizeAsync();
        long size = await Patience.UntilAsync( // more where Shanghai's log has grown meanwhile
            async () => Checkpoint.Parse((await restored.CosignedAsync(origin))[0].Text).Size, seen => seen >= least, "Shanghai came by");

        Assert.Equal(HttpStatusCode.Conflict, await restored.SubmitAsync("witness", size - 1, ForkOfShanghai(size - 1)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await restored.SubmitAsync("witness", size, ForkOfShanghai(size)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await restored.SubmitAsync("map-auditor", size, ForkOfShanghai(size)));
        await world.UntilWellAsync();
    }

    /// <summary>Works for two days and comes back on the third with what was saved after the first; today's files are kept beside.</summary>
    private async Task RestoreYesterdayAsync(ProvinceProcess node, bool grows)
    {
        await node.StopAsync();
        Save(node, "yesterday");
        node.Launch();
        await node.UntilWritingAsync();
        if (grows)
        {
            await UntilValidAsync(node, await _referee.IssueAsync(node));
        }

        ProvinceProcess neighbour = world.OthersThan(node).First();
        await UntilValidAsync(neighbour, await _referee.IssueAsync(neighbour));
        await world.UntilWellAsync();
        await node.StopAsync();
        Save(node, "today");
        PutBack(node, "yesterday");
    }

    private async Task GoOnTodayAsync(ProvinceProcess node)
    {
        PutBack(node, "today");
        foreach (Link way in world.WaysOf(node))
        {
            way.Pass();
        }

        node.Launch();
        await world.UntilWellAsync();
    }

    private void Save(ProvinceProcess node, string day)
    {
        foreach (string part in Parts)
        {
            FolderCopy.Make(Path.Combine(node.Options.Folder, part), Path.Combine(SavedFolder(node, day), part));
        }
    }

    private void PutBack(ProvinceProcess node, string day)
    {
        foreach (string part in Parts)
        {
            FolderCopy.PutBack(Path.Combine(SavedFolder(node, day), part), Path.Combine(node.Options.Folder, part));
        }
    }

    private string SavedFolder(ProvinceProcess node, string day) => world.Beside($"{day} {Path.GetFileName(node.Options.Folder)}");

    private static async Task AssertSignsNothingAsync(ProvinceProcess node, string mode)
    {
        Assert.Equal(mode, await node.UntilAsync(mode));
        Outcome refused = await node.TryIssueAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, mode), (refused.Status, refused.Problem));
        foreach (string path in (string[])["/log/checkpoint", "/log/signed/checkpoint", "/log/sm3/checkpoint"])
        {
            using HttpResponseMessage answer = await node.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
    }

    private static async Task AssertNamesAWitnessAsync(ProvinceProcess node)
    {
        string reason = await node.ReasonAsync();
        Assert.Contains(Names, name => reason.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>The checkpoints of a log that the others have signed, each with its size and root.</summary>
    private async Task<IReadOnlyList<string>> VouchedForAsync(ProvinceProcess log)
    {
        List<string> texts = [];
        foreach (ProvinceProcess other in world.OthersThan(log))
        {
            texts.AddRange((await other.CosignedAsync(log.Options.Origin)).Select(note => note.Text));
        }

        return texts;
    }

    private async Task<byte[]> UntilValidAsync(ProvinceProcess node, string licence)
    {
        byte[] file = [];
        await Patience.UntilAsync(
            async () => await _referee.OfflineAsync(file = await node.Client.PdfAsync(licence)), ruling => ruling.Conclusion == "valid", "a file is valid");
        return file;
    }

    /// <summary>What a thief of Shanghai's key would sign.</summary>
    private SignedNote ForkOfShanghai(long size)
    {
        using SigningKey key = SigningKeyFile.Load(Path.Combine(world.Shanghai.Options.KeyFolder, "log-ed25519.key"));
        string origin = world.Shanghai.Options.Origin;
        return SignedNote.Sign(new Checkpoint(origin, size, Digest.Sha256([7])).Format(), new NoteSigner(origin, key));
    }
}
