using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Tests.Commands;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Tests.Storage;

namespace Ledger.Api.Tests.Federation;

/// <summary>Each province keeps a copy of the other's log, recomputes it, and signs what it recomputed.</summary>
public sealed class MirroringTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ProvincePair _pair;

    public MirroringTests() => _pair = new ProvincePair(_folder, heartbeatSeconds: 60);

    [Fact]
    public async Task The_served_copy_passes_the_audit_of_any_log()
    {
        for (int i = 0; i < 3; i++)
        {
            await _pair.GrowAsync(0);
        }

        await MirroredAsync(of: 0, by: 1);
        Crypto.Verification.TrustedLog log = _pair.Policy.Logs[0];
        CommandRun run = await CommandRun.OfAsync(
            AuditCommand.Create(),
            "--url", Mirror(by: 1, of: 0, "").ToString().TrimEnd('/'),
            "--vkey", log.Ed25519.ToString(),
            "--vkey", log.Sm2.ToString(),
            "--sm3",
            "--json");
        Assert.Equal(0, run.ExitCode);
        JsonNode report = JsonNode.Parse(run.Output)!;
        Assert.Equal("consistent", report["conclusion"]!.GetValue<string>());
        Assert.Equal(_pair.Node(0).Ledger.Head!.Size, report["leaves"]!.GetValue<long>());
        Assert.Equal(_pair.Node(0).Ledger.Head!.Checkpoint.Root.ToBase64(), report["sha256Root"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_copy_has_the_logs_own_word_and_its_tiles_for_ever()
    {
        await _pair.GrowAsync(0);
        await MirroredAsync(of: 0, by: 1);
        SignedNote note = SignedNote.Parse(await _pair.Http.GetByteArrayAsync(Mirror(1, 0, "checkpoint")));
        Assert.Equal(_pair.Node(0).Ledger.Head!.Checkpoint.Format(), note.Text);
        Assert.Equal(_pair.Policy.Logs[0].Origin, Assert.Single(note.Signatures).Name);

        using HttpResponseMessage tile = await _pair.Http.GetAsync(Mirror(1, 0, "tile/0/000.p/2"));
        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
        Assert.Contains("immutable", tile.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        long size = _pair.Node(0).Ledger.Head!.Size;
        foreach (string path in new[] { $"tile/0/000.p/{size + 1}", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1", "tile/entries/000", "tile/0/0" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Mirror(1, 0, path)));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Mirror(1, 1, "checkpoint"))); // no copy of its own log
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_pair.Address(1, "/mirror/00/checkpoint")));
    }

    [Fact]
    public async Task A_witness_feed_may_be_pointed_at_the_map_auditor()
    {
        WitnessPeer auditor = new()
        {
            Name = "map auditor",
            Vkey = _pair.Node(1).Mirrors.Auditor!.Verifier.ToString(),
            Address = _pair.Address(1, "/map-auditor"),
        };
        using WitnessClient client = new(TimeSpan.FromSeconds(10));
        using TemporaryFolder folder = new();
        using Ledger.Node.Storage.StateStore store = Ledger.Node.Storage.StateStore.Open(new() { Folder = EmptyDatabase.PutInto(folder["db"]) });
        Cosignatures cosignatures = new(store);
        WitnessFeed feed = new(auditor, _pair.Node(0).Ledger, _pair.Policy.Logs[0].Ed25519, cosignatures, client, TimeProvider.System);
        for (int i = 0; i < 3; i++)
        {
            await _pair.GrowAsync(0);
            await feed.StepAsync(_pair.Node(0).Ledger.Head!, CancellationToken.None);
            Assert.Equal((WitnessTrouble.None, _pair.Node(0).Ledger.Head!.Size), (feed.State.Trouble, feed.State.Size));
            NoteSignature line = Assert.Single(cosignatures.Of(_pair.Node(0).Ledger.Head!.Checkpoint));
            Assert.EndsWith("/map-auditor", line.Name, StringComparison.Ordinal);
            Assert.True(auditor.Verifier().Verify(_pair.Node(0).Ledger.Head!.Checkpoint.Format(), line, out _));
        }

        SignedNote seen = SignedNote.Parse(await _pair.Http.GetByteArrayAsync(
            _pair.Address(1, $"/map-auditor/{KeyOf(0)}/checkpoint")));
        Assert.Equal(_pair.Node(0).Ledger.Head!.Checkpoint.Format(), seen.Text);
        Assert.True(auditor.Verifier().Verify(seen.Text, seen.Signatures[^1], out _));
    }

    [Fact]
    public async Task The_map_auditor_answers_with_the_protocols_status_codes()
    {
        await _pair.GrowAsync(0);
        SignedNote note = await _pair.CheckpointAsync(0, _ => true);
        long size = Checkpoint.Parse(note.Text).Size;
        string other = new Checkpoint(_pair.Policy.Logs[0].Origin, size, default).Format();
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"old 0\n\n{note}"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("old 0\n"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"old 0\n\n{note}".Replace("/sh", "/xx", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync($"old 0\n\n{other}\n{note.Signatures[0]}\n"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new string('x', (64 << 10) + 1)));
    }

    [Fact]
    public async Task A_copy_that_cannot_catch_up_is_said_and_nothing_is_signed()
    {
        await _pair.GrowAsync(0);
        await _pair.GrowAsync(0);
        SignedNote note = await _pair.CheckpointAsync(0, _ => true);
        await _pair.StopAsync(0);
        using StringContent content = new($"old 0\n\n{note}");
        using HttpResponseMessage answer = await _pair.Http.PostAsync(_pair.Address(1, "/map-auditor/add-checkpoint"), content);
        if (answer.StatusCode != HttpStatusCode.OK) // it may have copied the log before that stopped
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        }

        await UntilAsync(async () => (await FederationAsync(1))["mirrors"]![0]!["trouble"]!.GetValue<string>() == "unreachable");
        JsonNode mirror = (await FederationAsync(1))["mirrors"]![0]!;
        Assert.NotEmpty(mirror["english"]!.GetValue<string>());
        Assert.NotEmpty(mirror["chinese"]!.GetValue<string>());
        await _pair.StartAsync(0);
        await UntilAsync(async () => (await FederationAsync(1))["mirrors"]![0]!["trouble"]!.GetValue<string>() == "none");
    }

    [Fact]
    public async Task What_is_known_of_the_other_logs_is_there_to_read()
    {
        await _pair.GrowAsync(0);
        await MirroredAsync(of: 0, by: 1);
        JsonNode federation = await FederationAsync(1);
        Assert.Equal(_pair.Policy.Logs[1].Origin, federation["origin"]!.GetValue<string>());
        Assert.Equal(_pair.Node(1).Mirrors.Auditor!.Verifier.ToString(), federation["mapAuditor"]!.GetValue<string>());
        JsonNode mirror = Assert.Single(federation["mirrors"]!.AsArray())!;
        Assert.Equal(_pair.Policy.Logs[0].Origin, mirror["origin"]!.GetValue<string>());
        Assert.Equal(_pair.Node(0).Ledger.Head!.Size, mirror["size"]!.GetValue<long>());
        Assert.Equal(_pair.Node(0).Ledger.Head!.Size, mirror["claimedSize"]!.GetValue<long>());
        Assert.Equal("none", mirror["trouble"]!.GetValue<string>());
        Assert.NotNull(mirror["verifiedAt"]);
        Assert.Empty(mirror["evidence"]!.AsArray());
    }

    [Fact]
    public async Task Evidence_is_shown_with_both_signed_checkpoints()
    {
        await _pair.GrowAsync(0);
        await MirroredAsync(of: 0, by: 1);
        long size = _pair.Node(0).Ledger.Head!.Size;
        SignedNote lie = _pair.SignAs(0, new Checkpoint(_pair.Policy.Logs[0].Origin, size, default));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync($"old 0\n\n{lie}"));
        JsonNode evidence = Assert.Single((await FederationAsync(1))["mirrors"]![0]!["evidence"]!.AsArray())!;
        Assert.Equal("forked", evidence["trouble"]!.GetValue<string>());
        Assert.Equal(lie.ToString(), evidence["shown"]!.GetValue<string>());
        Assert.StartsWith(_pair.Node(0).Ledger.Head!.Checkpoint.Format(), evidence["verified"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        await _pair.StartAsync(0);
        await _pair.StartAsync(1);
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private string KeyOf(int i) => Witness.KeyOf(_pair.Policy.Logs[i].Origin).ToHex();

    private Uri Mirror(int by, int of, string path) => _pair.Address(by, $"/mirror/{KeyOf(of)}/{path}");

    private Task MirroredAsync(int of, int by) => UntilAsync(() => Task.FromResult(
        _pair.Node(by).Mirrors.All.Single().State.Size == _pair.Node(of).Ledger.Head!.Size));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private async Task<JsonNode> FederationAsync(int i) =>
        JsonNode.Parse(await _pair.Http.GetStringAsync(_pair.Address(i, "/api/v1/federation")))!;

    private async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using HttpResponseMessage answer = await _pair.Http.GetAsync(address);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string body)
    {
        using StringContent content = new(body);
        using HttpResponseMessage answer = await _pair.Http.PostAsync(_pair.Address(1, "/map-auditor/add-checkpoint"), content);
        return answer.StatusCode;
    }
}
