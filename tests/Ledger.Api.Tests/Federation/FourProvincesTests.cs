using System.Net;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;

namespace Ledger.Api.Tests.Federation;

/// <summary>
/// Four provinces over real HTTP. Somebody is killed, cut off or lied to; no verdict is ever wrong (the referee looks at each),
/// and what was hurt recovers without a hand. Each test leaves all well for the next.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class FourProvincesTests(FourProvinces world) : IClassFixture<FourProvinces>
{
    private const string Valid = "valid";
    private const string NotValid = "not-valid";
    private const string CannotTell = "cannot-tell";

    private readonly Referee _referee = world.Referee;

    [Fact]
    public async Task Nodes_that_start_at_the_same_time_wait_until_two_others_have_answered_and_then_all_write()
    {
        foreach (ProvinceProcess node in world.Nodes)
        {
            await node.StopAsync();
        }

        world.Shanghai.Launch();
        world.Jiangsu.Launch();
        foreach (ProvinceProcess node in new[] { world.Shanghai, world.Jiangsu })
        {
            Assert.Equal("waiting", await node.UntilAsync("waiting"));
            Outcome refused = await node.TryIssueAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "waiting"), (refused.Status, refused.Problem));
        }

        world.Zhejiang.Launch();
        world.Anhui.Launch();
        await world.UntilWellAsync();
        foreach (ProvinceProcess node in world.Nodes)
        {
            string licence = await _referee.IssueAsync(node);
            foreach (ProvinceProcess other in world.OthersThan(node))
            {
                await UntilAtAsync(other, await node.Client.PdfAsync(licence), Valid);
            }
        }
    }

    [Fact]
    public async Task With_one_killed_the_rest_go_on_and_with_two_it_is_said_that_the_quorum_is_lost_until_they_are_back()
    {
        byte[] before = await ValidFileAsync(world.Shanghai, world.Jiangsu);
        await world.Anhui.KillAsync();
        await ValidFileAsync(world.Shanghai, world.Jiangsu);
        await ValidFileAsync(world.Zhejiang, world.Shanghai);

        await world.Zhejiang.KillAsync();
        string orphan = await _referee.IssueAsync(world.Shanghai);
        byte[] file = [];
        const string Missing = "cosigned by jiangsu, jiangsu/map-auditor; missing: provinces 0/2 (witnesses, auditors); "
            + "witnesses 1/2 (zhejiang, anhui); auditors 1/2 (zhejiang/map-auditor, anhui/map-auditor).";
        await Patience.UntilAsync(
            async () => await _referee.OfflineAsync(file = await world.Shanghai.Client.PdfAsync(orphan)),
            ruling => ruling.Conclusion == CannotTell && ruling.Quorum.EndsWith(Missing, StringComparison.Ordinal),
            "a stranger is told who is missing");
        Ruling elsewhere = await _referee.AtAsync(world.Jiangsu, file);
        Assert.Equal(CannotTell, elsewhere.Conclusion);
        Assert.EndsWith(Missing, elsewhere.Quorum, StringComparison.Ordinal);
        await Patience.UntilAsync(world.Shanghai.QuorumAsync, label => label == "below", "Shanghai's label");
        await UntilOfflineAsync(before, CannotTell);
        await UntilAtAsync(world.Jiangsu, before, CannotTell);

        world.Zhejiang.Launch();
        world.Anhui.Launch();
        await UntilAtAsync(world.Jiangsu, file, Valid); // the very file that nobody could tell from
        await UntilNewFileAsync(world.Shanghai, orphan, Valid);
        await world.UntilWellAsync();
        foreach (ProvinceProcess node in world.OthersThan(world.Shanghai))
        {
            await AssertCopyAddsUpAsync(node, world.Shanghai);
        }
    }

    [Fact]
    public async Task What_a_province_does_while_it_is_cut_off_counts_once_it_is_back_and_what_it_revoked_is_never_relied_on_for_long()
    {
        ProvinceProcess alone = world.Zhejiang;
        string withdrawn = await _referee.IssueAsync(alone);
        byte[] before = await UntilNewFileAsync(alone, withdrawn, Valid);
        foreach (Link way in world.WaysOf(alone))
        {
            way.Cut();
        }

        DateTimeOffset cut = DateTimeOffset.UtcNow;
        string issued = await _referee.IssueAsync(alone);
        await _referee.RevokeAsync(alone, withdrawn);
        byte[] file = await alone.Client.PdfAsync(issued);
        Ruling early = await _referee.OfflineAsync(before);
        Assert.Equal((Valid, true), (early.Conclusion, early.AsOf <= cut)); // nobody else can know yet
        Assert.Equal(CannotTell, (await _referee.AtAsync(alone, before)).Conclusion); // itself it knows, and is not believed
        bool isLast;
        do
        {
            isLast = DateTimeOffset.UtcNow > cut + FourProvinces.MaximumAge;
            foreach (ProvinceProcess node in world.Nodes)
            {
                Assert.Equal(CannotTell, (await _referee.AtAsync(node, file)).Conclusion);
                Ruling ruling = await _referee.AtAsync(node, before);
                Assert.True(ruling.Conclusion != Valid || (ruling.AsOf <= cut && !isLast), $"{node.Options.Origin} {ruling}");
            }

            Assert.Equal(CannotTell, (await _referee.OfflineAsync(file)).Conclusion);
            await _referee.OfflineAsync(before);
        }
        while (!isLast);

        await ValidFileAsync(world.Shanghai, world.Anhui); // the three others never noticed
        foreach (Link way in world.WaysOf(alone))
        {
            way.Pass();
        }

        await UntilAtAsync(world.Shanghai, before, NotValid);
        await UntilAtAsync(world.Anhui, file, Valid);
        await UntilNewFileAsync(alone, issued, Valid);
        await UntilNewFileAsync(alone, withdrawn, NotValid);
        await world.UntilWellAsync();
    }

    [Fact]
    public async Task Who_is_shown_an_old_snapshot_of_a_log_says_so_and_signs_nothing_and_is_not_deceived_for_long()
    {
        string withdrawn = await _referee.IssueAsync(world.Shanghai);
        byte[] before = await UntilNewFileAsync(world.Shanghai, withdrawn, Valid);
        await world.Jiangsu.UntilMirroredAsync(world.Shanghai, await world.Shanghai.SizeAsync());
        await using OldAnswers old = await OldAnswers.CopyAsync(world.Shanghai, Referee.ProofIn(before));
        DateTimeOffset shown = old.QuorumTime(_referee.Policy.LogOf(world.Shanghai.Options.Origin)!.Witnesses!);

        await _referee.RevokeAsync(world.Shanghai, withdrawn);
        await world.Jiangsu.UntilMirroredAsync(world.Shanghai, await world.Shanghai.SizeAsync());
        SignedNote audited = await UntilAuditedAsync(world.Jiangsu, world.Shanghai);
        world.Way(world.Jiangsu, world.Shanghai).LeadTo(old.Address);
        await Patience.UntilAsync(
            () => TroubleAsync(world.Jiangsu, world.Shanghai), trouble => trouble == "shrunk", "Jiangsu sees that the log shrank");

        byte[] file = await ValidFileAsync(world.Shanghai, world.Anhui); // the others still make the quorum
        Assert.Equal(Valid, (await _referee.AtAsync(world.Jiangsu, file)).Conclusion); // it carries its own proof
        Assert.Equal(NotValid, (await _referee.AtAsync(world.Anhui, before)).Conclusion);
        Ruling deceived;
        do
        {
            deceived = await _referee.AtAsync(world.Jiangsu, before);
            Assert.True(deceived.Conclusion == CannotTell || deceived is { Conclusion: Valid } && deceived.AsOf <= shown, $"{deceived}");
        }
        while (DateTimeOffset.UtcNow <= shown + FourProvinces.MaximumAge);

        Assert.Equal(CannotTell, (await _referee.AtAsync(world.Jiangsu, before)).Conclusion);
        Assert.Equal("shrunk", await TroubleAsync(world.Jiangsu, world.Shanghai));
        Assert.Equal(audited.Text, (await world.Jiangsu.CosignedAsync(world.Shanghai.Options.Origin))[1].Text);

        world.Way(world.Jiangsu, world.Shanghai).LeadTo(world.Shanghai.Options.Listen);
        await UntilAtAsync(world.Jiangsu, before, NotValid);
        await world.UntilWellAsync();
        await UntilAuditedAsync(world.Jiangsu, world.Shanghai);
    }

    private Task<Ruling> UntilAtAsync(ProvinceProcess node, byte[] file, string conclusion) => Patience.UntilAsync(
        () => _referee.AtAsync(node, file), ruling => ruling.Conclusion == conclusion, $"{node.Options.Origin} says {conclusion}");

    private Task<Ruling> UntilOfflineAsync(byte[] file, string conclusion) => Patience.UntilAsync(
        () => _referee.OfflineAsync(file), ruling => ruling.Conclusion == conclusion, $"a stranger says {conclusion}");

    /// <summary>Downloads a licence until a stranger says this of the file.</summary>
    private async Task<byte[]> UntilNewFileAsync(ProvinceProcess node, string licence, string conclusion)
    {
        byte[] file = [];
        await Patience.UntilAsync(
            async () => await _referee.OfflineAsync(file = await node.Client.PdfAsync(licence)),
            ruling => ruling.Conclusion == conclusion,
            $"a stranger says {conclusion} of a new file of {node.Options.Origin}");
        return file;
    }

    /// <summary>A new licence that a stranger and another province find valid.</summary>
    private async Task<byte[]> ValidFileAsync(ProvinceProcess issuer, ProvinceProcess verifier)
    {
        byte[] file = await UntilNewFileAsync(issuer, await _referee.IssueAsync(issuer), Valid);
        await UntilAtAsync(verifier, file, Valid);
        return file;
    }

    /// <summary>Waits until a node's map auditor has signed all of another's log.</summary>
    private static async Task<SignedNote> UntilAuditedAsync(ProvinceProcess auditor, ProvinceProcess log)
    {
        long size = await log.SizeAsync();
        return await Patience.UntilAsync(
            async () => (await auditor.CosignedAsync(log.Options.Origin))[1],
            note => Checkpoint.Parse(note.Text).Size >= size,
            $"{auditor.Options.Origin} has audited {size} leaves");
    }

    private static async Task<string> TroubleAsync(ProvinceProcess node, ProvinceProcess log) =>
        (await node.MirrorAsync(log.Options.Origin))["trouble"]!.GetValue<string>();

    private async Task AssertCopyAddsUpAsync(ProvinceProcess node, ProvinceProcess log)
    {
        TrustedLog trusted = _referee.Policy.LogOf(log.Options.Origin)!;
        using RemoteLog copy = new(new Uri(node.Options.Listen, $"/mirror/{Witness.KeyOf(trusted.Origin).ToHex()}"));
        TileAuditReport report = await new TileAudit(copy.ReadAsync, trusted.Ed25519, trusted.Sm2).RunAsync(null, CancellationToken.None);
        Assert.Null(report.Difference);
        Assert.True(report.TwinChecked);
        Assert.Equal(await log.SizeAsync(), report.Leaves);
    }
}
