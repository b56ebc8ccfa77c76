using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Tests.Federation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests;

/// <summary>Three witnesses, two of whom make a quorum, asked at a start what they remember.</summary>
public sealed class OthersMemoryTests : IDisposable
{
    private const string Origin = "ledger.example/zj";

    private readonly Ed25519PrivateKey _logKey = Ed25519PrivateKey.Generate();
    private readonly Ed25519PrivateKey _otherKey = Ed25519PrivateKey.Generate();
    private readonly Ed25519PrivateKey[] _keys = [Ed25519PrivateKey.Generate(), Ed25519PrivateKey.Generate(), Ed25519PrivateKey.Generate()];
    private readonly StubWitness[] _witnesses;
    private readonly WitnessClient _client = new(TimeSpan.FromSeconds(1));
    private readonly OthersMemory _memory;

    public OthersMemoryTests()
    {
        _witnesses = [.. _keys.Select(_ => new StubWitness(NotFound))];
        NoteVerifier[] verifiers = [.. _keys.Select((key, i) => new NoteCosigner($"witness.example/{i}", key).Verifier)];
        TlogPolicy policy = new(
            [],
            [.. verifiers.Select(verifier => new TlogPolicyWitness(verifier.Name, verifier, Address: null))],
            [new TlogPolicyGroup("two", 2, [.. verifiers.Select(verifier => verifier.Name)])],
            "two");
        NodeOptions options = new()
        {
            Origin = Origin,
            Province = "浙江省",
            Division = "330000",
            Listen = new Uri("http://127.0.0.1:1"),
            PublicAddress = new Uri("http://127.0.0.1:1"),
            Witnesses = [.. verifiers.Select((verifier, i) => new WitnessPeer { Name = $"w{i}", Vkey = verifier.ToString(), Address = _witnesses[i].Address })],
        };
        _memory = new OthersMemory(options, new NoteSigner(Origin, _logKey).Verifier, chain: null, _client, policy, NullLogger<OthersMemory>.Instance);
    }

    [Fact]
    public async Task All_that_they_remember_under_our_signature_is_told()
    {
        _witnesses[0].Answer = Shows(Note(7));
        _witnesses[2].Answer = Shows(Note(9));
        IReadOnlyList<KnownCheckpoint> known = Assert.IsAssignableFrom<IReadOnlyList<KnownCheckpoint>>(await _memory.AskAsync(CancellationToken.None));
        Assert.Equal([new KnownCheckpoint("w0", 7, RootOf(7)), new KnownCheckpoint("w2", 9, RootOf(9))], known);
        string path = $"/witness/{Witness.KeyOf(Origin).ToHex()}/checkpoint";
        Assert.All(_witnesses, witness => Assert.Equal([path], witness.Paths));
    }

    [Fact]
    public async Task One_of_three_may_be_silent_for_alone_it_makes_no_quorum()
    {
        _witnesses[1].Stop();
        Assert.NotNull(await _memory.AskAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("silence")]
    [InlineData("an error")]
    [InlineData("quarantine")]
    [InlineData("no note")]
    [InlineData("another's signature")]
    [InlineData("another origin")]
    public async Task Two_of_three_without_an_answer_to_be_believed_are_too_many(string answer)
    {
        _witnesses[0].Answer = _witnesses[1].Answer = answer switch
        {
            "silence" => (_, _, stop) => Task.Delay(Timeout.Infinite, stop),
            "an error" => (_, response, stop) => StubWitness.SendAsync(response, 500, "", stop),
            "quarantine" => (_, response, stop) => StubWitness.SendAsync(response, 503, Note(5).ToString(), stop),
            "no note" => (_, response, stop) => StubWitness.SendAsync(response, 200, "size 9", stop),
            "another's signature" => Shows(SignedNote.Sign(TextOf(Origin, 9), new NoteSigner(Origin, _otherKey))),
            "another origin" => Shows(SignedNote.Sign(TextOf("ledger.example/js", 9), new NoteSigner(Origin, _logKey))),
            _ => NotFound,
        };
        if (answer == "gone")
        {
            _witnesses[0].Stop();
            _witnesses[1].Stop();
        }

        _witnesses[2].Answer = Shows(Note(7));
        Assert.Null(await _memory.AskAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_a_quarantined_witness_shows_is_evidence_all_the_same()
    {
        _witnesses[0].Answer = (_, response, stop) => StubWitness.SendAsync(response, 503, Note(9).ToString(), stop);
        Assert.Equal([new KnownCheckpoint("w0", 9, RootOf(9))], await _memory.AskAsync(CancellationToken.None));
    }

    public void Dispose()
    {
        Array.ForEach(_witnesses, witness => witness.Dispose());
        _client.Dispose();
        Array.ForEach(_keys, key => key.Dispose());
        _logKey.Dispose();
        _otherKey.Dispose();
    }

    private static Task NotFound(byte[] body, HttpResponse response, CancellationToken stop) =>
        StubWitness.SendAsync(response, 404, "", stop);

    private static Func<byte[], HttpResponse, CancellationToken, Task> Shows(SignedNote note) =>
        (_, response, stop) => StubWitness.SendAsync(response, 200, note.ToString(), stop);

    private static Digest RootOf(long size) => Digest.Sha256(BitConverter.GetBytes(size));

    private static string TextOf(string origin, long size) => new Checkpoint(origin, size, RootOf(size)).Format();

    private SignedNote Note(long size) => SignedNote.Sign(TextOf(Origin, size), new NoteSigner(Origin, _logKey));
}
