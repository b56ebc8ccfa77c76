using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Federation;

/// <summary>
/// A copy of Shanghai's node goes on beside the original under the same keys, and Anhui is shown the copy: a split view. Two histories
/// of one log cannot be made one again, so this world is used up afterwards.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class FourProvincesForkTests(FourProvinces world) : IClassFixture<FourProvinces>
{
    private const int Refused = 78;

    private readonly Referee _referee = world.Referee;
    private readonly Dictionary<string, Digest> _signed = [];

    [Fact]
    public async Task Of_two_copies_only_the_one_with_a_quorum_is_believed_and_both_stop_by_themselves_once_they_are_shown_each_other()
    {
        ProvinceProcess original = world.Shanghai;
        ProvinceProcess twin = await StartTwinAsync();
        SplitView(original, twin);

        // As many events in each: the same sizes, other roots.
        string kept = await _referee.IssueAsync(original);
        string lost = await _referee.IssueAsideAsync(twin);
        Assert.Equal(await original.SizeAsync(), await twin.SizeAsync());
        await UntilAtAsync(world.Jiangsu, original, kept, "valid");
        byte[] loser = [];
        await Patience.UntilAsync(
            async () => await _referee.OfflineAsync(loser = await twin.Client.PdfAsync(lost)),
            ruling => ruling.Quorum.Contains("cosigned by anhui, anhui/map-auditor; missing", StringComparison.Ordinal),
            "Anhui, and nobody else, cosigned the twin's checkpoint");
        await AssertNobodyBelievesAsync(loser);
        await NoteWhatIsSignedAsync();
        await AssertRefusesAsync(world.Jiangsu, twin);
        await AssertRefusesAsync(world.Zhejiang, twin);
        await AssertRefusesAsync(world.Anhui, original);

        // The twin meets those who know better.
        world.Way(twin, world.Jiangsu).Pass();
        world.Way(twin, world.Zhejiang).Pass();
        Assert.Equal("quarantined", await twin.UntilAsync("quarantined"));
        Assert.Contains("under this log's signature that this log does not have", await twin.ReasonAsync(), StringComparison.Ordinal);
        Assert.False((await twin.TryIssueAsync()).IsAcknowledged);
        await AssertNobodyBelievesAsync(loser);
        await UntilAtAsync(world.Zhejiang, original, await _referee.IssueAsync(original), "valid");

        // Anhui meets the original: it was shown two histories, and keeps both signatures.
        world.Way(world.Anhui, original).LeadTo(original.Options.Listen);
        JsonNode mirror = await Patience.UntilAsync(
            () => world.Anhui.MirrorAsync(original.Options.Origin), state => state["trouble"]!.GetValue<string>() == "forked", "Anhui sees the fork");
        JsonArray evidence = mirror["evidence"]!.AsArray(); // of more than one checkpoint, if the original signed meanwhile
        Assert.NotEmpty(evidence);
        Assert.All(evidence, piece => AssertShowsTwoHistories(piece!));
        await NoteWhatIsSignedAsync();
        Assert.NotEqual("valid", (await _referee.AtAsync(world.Anhui, loser)).Conclusion);

        // The original meets Anhui, which holds its own signature under what it lacks: its key was used elsewhere.
        byte[] last = await UntilAtAsync(world.Jiangsu, original, kept, "valid");
        DateTimeOffset vouched = (await _referee.OfflineAsync(last)).AsOf!.Value;
        world.Way(original, world.Anhui).Pass();
        Assert.Equal("quarantined", await original.UntilAsync("quarantined"));
        Assert.Contains("anhui", await original.ReasonAsync(), StringComparison.Ordinal);
        Assert.Equal("valid", await _referee.PastAsync(last, vouched)); // it grows old now, but what a quorum said stays proven
        await AssertNobodyBelievesAsync(loser);
        await NoteWhatIsSignedAsync();
        await original.StopAsync(Refused);
        await twin.StopAsync(Refused);
    }

    private async Task<ProvinceProcess> StartTwinAsync()
    {
        await world.Shanghai.StopAsync();
        ProvinceProcess twin = world.CloneShanghai();
        world.Shanghai.Launch();
        await world.Shanghai.UntilWritingAsync();
        twin.Launch();
        await twin.UntilWritingAsync(); // all that the others remember is in it
        return twin;
    }

    /// <summary>Jiangsu and Zhejiang see the original, Anhui sees the twin, and each copy meets those alone who see it.</summary>
    private void SplitView(ProvinceProcess original, ProvinceProcess twin)
    {
        world.Way(world.Anhui, original).LeadTo(twin.Options.Listen);
        world.Way(original, world.Anhui).Cut();
        world.Way(twin, world.Jiangsu).Cut();
        world.Way(twin, world.Zhejiang).Cut();
    }

    private async Task<byte[]> UntilAtAsync(ProvinceProcess verifier, ProvinceProcess issuer, string licence, string conclusion)
    {
        byte[] file = [];
        await Patience.UntilAsync(
            async () => await _referee.OfflineAsync(file = await issuer.Client.PdfAsync(licence)), ruling => ruling.Conclusion == conclusion, "offline");
        await Patience.UntilAsync(() => _referee.AtAsync(verifier, file), ruling => ruling.Conclusion == conclusion, verifier.Options.Origin);
        return file;
    }

    private async Task AssertNobodyBelievesAsync(byte[] file)
    {
        Assert.Equal("cannot-tell", (await _referee.OfflineAsync(file)).Conclusion);
        foreach (ProvinceProcess node in world.Nodes)
        {
            Assert.Equal("cannot-tell", (await _referee.AtAsync(node, file)).Conclusion);
        }
    }

    /// <summary>Two checkpoints that Shanghai signed, of which neither is the other.</summary>
    private void AssertShowsTwoHistories(JsonNode piece)
    {
        NoteVerifier key = _referee.Policy.LogOf(world.Shanghai.Options.Origin)!.Ed25519;
        SignedNote verified = SignedNote.Parse(Encoding.UTF8.GetBytes(piece["verified"]!.GetValue<string>()));
        SignedNote shown = SignedNote.Parse(Encoding.UTF8.GetBytes(piece["shown"]!.GetValue<string>()));
        Assert.True(verified.Verify(key).IsSignedBy(key));
        Assert.True(shown.Verify(key).IsSignedBy(key));
        Assert.NotEqual(verified.Text, shown.Text);
    }

    /// <summary>Who knows the one copy signs nothing of the other, as witness or map auditor.</summary>
    private static async Task AssertRefusesAsync(ProvinceProcess node, ProvinceProcess copy)
    {
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(await copy.Client.TextAsync("/log/signed/checkpoint")));
        long size = Checkpoint.Parse(note.Text).Size;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await node.SubmitAsync("witness", size, note));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await node.SubmitAsync("map-auditor", size, note));
    }

    /// <summary>Nobody ever signs two roots of one size.</summary>
    private async Task NoteWhatIsSignedAsync()
    {
        foreach (ProvinceProcess node in world.OthersThan(world.Shanghai))
        {
            foreach (SignedNote note in await node.CosignedAsync(world.Shanghai.Options.Origin))
            {
                Checkpoint checkpoint = Checkpoint.Parse(note.Text);
                string signer = $"{note.Signatures[^1].Name} {checkpoint.Size}";
                Assert.Equal(checkpoint.Root, _signed.TryGetValue(signer, out Digest root) ? root : checkpoint.Root);
                _signed[signer] = checkpoint.Root;
            }
        }
    }
}
