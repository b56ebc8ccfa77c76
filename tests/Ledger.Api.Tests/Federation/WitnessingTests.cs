using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ledger.Api.Federation;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Api.Tests.Federation;

public sealed class WitnessingTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProvincePair _pair;

    public WitnessingTests() => _pair = new ProvincePair(_folder, heartbeatSeconds: 1);

    [Fact]
    public async Task Each_province_serves_its_checkpoint_with_the_others_cosignature()
    {
        for (int round = 0; round < 3; round++)
        {
            await _pair.GrowAsync(0);
            await _pair.GrowAsync(1);
            await _pair.CheckpointAsync(0, note => IsOf(note, 0) && _pair.Quorum.Evaluate(note).IsAccepted);
            await _pair.CheckpointAsync(1, note => IsOf(note, 1) && _pair.Quorum.Evaluate(note).IsAccepted);
        }
    }

    [Fact]
    public async Task The_federation_page_says_how_far_each_witness_of_the_own_log_is()
    {
        await _pair.GrowAsync(0);
        SignedNote note = await _pair.CheckpointAsync(0, note => IsOf(note, 0) && _pair.Quorum.Evaluate(note).IsAccepted);
        FederationResponse answer = (await _pair.Http.GetFromJsonAsync<FederationResponse>(_pair.Address(0, "/api/v1/federation")))!;
        CosignerResponse witness = Assert.Single(answer.Cosigners);
        Assert.Equal(("jiangsu", Checkpoint.Parse(note.Text).Size, "none", ""), (witness.Name, witness.Size, witness.Trouble, witness.Reason));
        Assert.NotNull(witness.CosignedAt);
        Assert.Equal("none", answer.Quorum); // its own policy asks for nobody
    }

    [Fact]
    public async Task Anybody_may_read_from_the_witness_what_it_cosigned()
    {
        await _pair.GrowAsync(0);
        SignedNote note = await _pair.CheckpointAsync(0, note => _pair.Quorum.Evaluate(note).IsAccepted);
        SignedNote seen = SignedNote.Parse(await _pair.Http.GetByteArrayAsync(Latest(1, _pair.Policy.Logs[0].Origin)));
        Assert.Equal(note.Text, seen.Text);
        Assert.True(_pair.Quorum.Evaluate(seen).IsAccepted);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Latest(0, _pair.Policy.Logs[0].Origin))); // not its own log's witness
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_pair.Address(1, "/witness/00/checkpoint")));
    }

    [Fact]
    public async Task An_unchanged_checkpoint_is_cosigned_anew_from_time_to_time()
    {
        await _pair.GrowAsync(0);
        SignedNote note = await _pair.CheckpointAsync(0, note => _pair.Quorum.Evaluate(note).IsAccepted);
        DateTimeOffset first = _pair.Quorum.Evaluate(note).Cosignatures[0].Time!.Value;
        SignedNote later = await _pair.CheckpointAsync(0, note => _pair.Quorum.Evaluate(note, first.AddSeconds(2)).IsAccepted);
        Assert.Equal(note.Text, later.Text);
    }

    [Fact]
    public async Task A_witness_that_was_away_is_caught_up_with_and_nobody_has_to_help()
    {
        await _pair.GrowAsync(0);
        await _pair.CheckpointAsync(0, note => _pair.Quorum.Evaluate(note).IsAccepted);
        await _pair.StopAsync(1);
        await _pair.GrowAsync(0);
        await _pair.GrowAsync(0);
        SignedNote alone = await _pair.CheckpointAsync(0, note => IsOf(note, 0));
        Assert.False(_pair.Quorum.Evaluate(alone).IsQuorumMet);

        await _pair.StartAsync(1);
        await _pair.CheckpointAsync(0, note => IsOf(note, 0) && _pair.Quorum.Evaluate(note).IsAccepted);
        Assert.Equal(WitnessTrouble.None, Assert.Single(_pair.Node(0).Witnessing.Feeder.States).Trouble);
    }

    [Fact]
    public async Task The_endpoint_answers_with_the_status_codes_of_the_specification()
    {
        await _pair.GrowAsync(0);
        SignedNote note = await _pair.CheckpointAsync(0, note => _pair.Quorum.Evaluate(note).IsAccepted);
        long size = Checkpoint.Parse(note.Text).Size;
        string unknown = note.Text.Replace("/sh", "/xx", StringComparison.Ordinal);
        string otherRoot = new Checkpoint(_pair.Policy.Logs[0].Origin, size, Digest.Sha256([])).Format();

        (HttpStatusCode status, string? type, string body) = await PostAsync($"old {size}\n\n{note}");
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (status, type));
        Assert.True(_pair.Quorum.Evaluate(SignedNote.Parse(Encoding.UTF8.GetBytes($"{note.Text}\n{note.Signatures[0]}\n{body}"))).IsAccepted);

        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size", $"{size}\n"), await PostAsync($"old 0\n\n{note}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"old {size + 1}\n\n{note}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("old 0\n")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync($"old {size}\n\n{otherRoot}\n{note.Signatures[0]}\n")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"old 0\n\n{unknown}\n{note.Signatures[0]}\n")).Status);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await PostAsync($"old {size}\n{Digest.Sha256([]).ToBase64()}\n\n{note}")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new string('x', (64 << 10) + 1))).Status);
    }

    public async Task InitializeAsync()
    {
        await _pair.StartAsync(0);
        await _pair.StartAsync(1);
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private bool IsOf(SignedNote note, int i) => note.Text == _pair.Node(i).Ledger.Head!.Checkpoint.Format();

    private Uri Latest(int i, string origin) => _pair.Address(i, $"/witness/{Witness.KeyOf(origin).ToHex()}/checkpoint");

    private async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using HttpResponseMessage answer = await _pair.Http.GetAsync(address);
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string? Type, string Body)> PostAsync(string body)
    {
        using StringContent content = new(body);
        using HttpResponseMessage answer = await _pair.Http.PostAsync(_pair.Address(1, "/witness/add-checkpoint"), content);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
