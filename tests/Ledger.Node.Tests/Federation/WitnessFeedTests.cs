using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Log;
using Ledger.Node.Tests.Storage;
using Microsoft.AspNetCore.Http;

namespace Ledger.Node.Tests.Federation;

public sealed class WitnessFeedTests : IAsyncLifetime, IDisposable
{
    private const int Huge = 4 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Ed25519PrivateKey _witnessKey = Ed25519PrivateKey.Generate();
    private readonly Ed25519PrivateKey _otherKey = Ed25519PrivateKey.Generate();
    private readonly WitnessClient _client = new(Patience);
    private TestLedger _ledger = null!;
    private StateStore _witnessStore = null!;
    private NoteCosigner _cosigner = null!;
    private Witness _witness = null!;
    private StubWitness _stub = null!;
    private Cosignatures _cosignatures = null!;
    private WitnessFeed _feed = null!;

    public async Task InitializeAsync()
    {
        _ledger = new TestLedger(_folder).Open();
        await _ledger.AppendAsync("a: begins");
        string origin = _ledger.Writer.Head!.Checkpoint.Origin;
        _witnessStore = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["witness"]) });
        _cosigner = new NoteCosigner("witness.example/js", _witnessKey);
        _witness = new Witness(
            _witnessStore,
            _cosigner,
            new Dictionary<string, NoteVerifier> { [origin] = new NoteSigner(origin, _ledger.Key).Verifier },
            () => true,
            _ledger.Clock);
        _stub = new StubWitness(StubWitness.Honest(_witness));
        _cosignatures = new Cosignatures(_ledger.Store);
        _feed = NewFeed();
    }

    [Fact]
    public async Task Each_checkpoint_gets_the_cosignature_for_exactly_it()
    {
        for (int i = 0; i < 5; i++)
        {
            await _feed.StepAsync(Head, CancellationToken.None);
            Assert.Equal(new WitnessState("js", Head.Size, _ledger.Clock.Now, WitnessTrouble.None, ""), _feed.State);
            Assert.True(Served().Verify(_cosigner.Verifier).IsSignedBy(_cosigner.Verifier));
            Assert.Equal(2, Served().Signatures.Count);
            await _ledger.AppendAsync($"a: {i}");
            Assert.Single(Served().Signatures);
        }

        Assert.All(_stub.Paths, path => Assert.Equal("/witness/add-checkpoint", path));
        Assert.Equal(5, _stub.Paths.Count);
    }

    [Fact]
    public async Task A_feed_that_knows_nothing_takes_up_the_size_that_the_witness_tells()
    {
        await _feed.StepAsync(Head, CancellationToken.None);
        await _ledger.AppendAsync("a: goes on");
        WitnessFeed afterRestart = NewFeed();
        await afterRestart.StepAsync(Head, CancellationToken.None);
        Assert.Equal(WitnessTrouble.None, afterRestart.State.Trouble);
        Assert.Equal(Head.Size, afterRestart.State.Size);
        Assert.Equal(3, _stub.Paths.Count);
    }

    [Fact]
    public async Task An_unchanged_checkpoint_gets_a_fresh_cosignature_in_place_of_the_old_one()
    {
        await _feed.StepAsync(Head, CancellationToken.None);
        _ledger.Clock.Now += TimeSpan.FromMinutes(5);
        await _feed.StepAsync(Head, CancellationToken.None);
        VerifiedNoteSignature line = Assert.Single(Served().Verify(_cosigner.Verifier).Verified);
        Assert.Equal(_ledger.Clock.Now, line.Time);
        Assert.Equal(2, Served().Signatures.Count);
    }

    [Theory]
    [InlineData("no bytes", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("garbage", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("not UTF-8", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("another key under the same name", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("the right key id, another key", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("another text", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("a whole note with another text", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("one good line and one bad", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("a time an hour ahead", nameof(WitnessTrouble.NotBelieved))]
    [InlineData("too many bytes", nameof(WitnessTrouble.Unreachable))]
    [InlineData("bytes without end", nameof(WitnessTrouble.Unreachable))]
    [InlineData("silence", nameof(WitnessTrouble.Unreachable))]
    [InlineData("a redirection", nameof(WitnessTrouble.Refused))]
    [InlineData("a server's error", nameof(WitnessTrouble.Refused))]
    [InlineData("a size that is no number", nameof(WitnessTrouble.Refused))]
    [InlineData("a negative size", nameof(WitnessTrouble.Refused))]
    [InlineData("a size of another type", nameof(WitnessTrouble.Refused))]
    [InlineData("another size each time", nameof(WitnessTrouble.Refused))]
    [InlineData("a size beyond the log", nameof(WitnessTrouble.Diverged))]
    [InlineData("another history", nameof(WitnessTrouble.Diverged))]
    public async Task A_lying_witness_is_never_believed_and_an_honest_one_after_it_is(string lie, string trouble)
    {
        for (int i = 0; i < 3; i++)
        {
            await _ledger.AppendAsync($"a: {i}"); // so that there are sizes to lie about
        }

        _stub.Answer = Lie(lie);
        await _feed.StepAsync(Head, CancellationToken.None);
        Assert.Equal(trouble, _feed.State.Trouble.ToString());
        Assert.NotEqual("", _feed.State.Reason);
        Assert.Equal(0, _feed.State.Size);
        Assert.Equal(Head.Note, Served().ToString());

        _stub.Answer = StubWitness.Honest(_witness);
        await _feed.StepAsync(Head, CancellationToken.None);
        Assert.Equal(WitnessTrouble.None, _feed.State.Trouble);
        Assert.Equal(2, Served().Signatures.Count);
    }

    [Fact]
    public async Task A_witness_that_is_not_there_is_a_state_and_no_exception()
    {
        _stub.Stop();
        await _feed.StepAsync(Head, CancellationToken.None);
        Assert.Equal(WitnessTrouble.Unreachable, _feed.State.Trouble);
    }

    [Theory]
    [InlineData(409, 100)]
    [InlineData(422, 0)]
    public async Task A_witness_that_shows_our_own_signature_under_what_this_log_lacks_stops_the_log(int status, long more)
    {
        Checkpoint other = Head.Checkpoint with { Size = Head.Size + more, Root = Ledger.Crypto.Hashing.Digest.Sha256("a copy's"u8) };
        await AnswerWithOthersAsync(status, SignedNote.Sign(other.Format(), new NoteSigner(other.Origin, _ledger.Key)));
        Assert.Equal(WitnessTrouble.Diverged, _feed.State.Trouble);
        Assert.Equal(Ledger.Node.Log.WriterMode.Quarantined, _ledger.Writer.State.Mode);
        Assert.Contains("a copy of it goes on elsewhere", _ledger.Writer.State.English, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: more"));
    }

    [Theory]
    [InlineData(409, 100)]
    [InlineData(422, 0)]
    public async Task A_witness_that_shows_anything_else_does_not(int status, long more)
    {
        Checkpoint other = Head.Checkpoint with { Size = Head.Size + more, Root = Ledger.Crypto.Hashing.Digest.Sha256("made up"u8) };
        foreach (SignedNote shown in (SignedNote[])
            [
                SignedNote.Sign(other.Format(), new NoteSigner(other.Origin, _otherKey)),
                SignedNote.Sign(Head.Checkpoint.Format(), new NoteSigner(other.Origin, _ledger.Key)),
                SignedNote.Sign((other with { Origin = "ledger.example/other" }).Format(), new NoteSigner(other.Origin, _ledger.Key)),
            ])
        {
            await AnswerWithOthersAsync(status, shown);
            Assert.Equal(WitnessTrouble.Diverged, _feed.State.Trouble);
            Assert.Equal(Ledger.Node.Log.WriterMode.Writing, _ledger.Writer.State.Mode);
        }
    }

    [Fact]
    public async Task An_older_cosignature_does_not_take_the_place_of_a_newer()
    {
        await _feed.StepAsync(Head, CancellationToken.None);
        string text = Head.Checkpoint.Format();
        _stub.Answer = (_, response, stop) => StubWitness.SendAsync(
            response, 200, $"{_cosigner.Sign(text, _ledger.Clock.Now.AddDays(-1))}\n", stop);
        await _feed.StepAsync(Head, CancellationToken.None);
        Assert.Equal(_ledger.Clock.Now, Assert.Single(Served().Verify(_cosigner.Verifier).Verified).Time);
    }

    public async Task DisposeAsync()
    {
        _stub.Dispose();
        _witnessStore.Dispose();
        await _ledger.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _witnessKey.Dispose();
        _otherKey.Dispose();
        _folder.Dispose();
    }

    private Ledger.Node.Log.LogHead Head => _ledger.Writer.Head!;

    private SignedNote Served() =>
        _cosignatures.AddTo(Head.Note, Head.Checkpoint);

    // A request without a body asks for the newest checkpoint that the witness has seen.
    private async Task AnswerWithOthersAsync(int status, SignedNote shown)
    {
        _stub.Answer = (body, response, stop) => body.Length == 0
            ? StubWitness.SendAsync(response, 200, shown.ToString(), stop)
            : StubWitness.SendAsync(response, status, status == 409 ? $"{Head.Size + 100}\n" : "", stop, status == 409 ? "text/x.tlog.size" : "text/plain");
        await _feed.StepAsync(Head, CancellationToken.None);
    }

    private WitnessFeed NewFeed() => new(
        new WitnessPeer { Name = "js", Vkey = _cosigner.Verifier.ToString(), Address = _stub.Address },
        _ledger.Writer,
        new NoteSigner(Head.Checkpoint.Origin, _ledger.Key).Verifier,
        _cosignatures,
        _client,
        _ledger.Clock);

    private Func<byte[], HttpResponse, CancellationToken, Task> Lie(string lie) => async (body, response, stop) =>
    {
        if (body.Length == 0)
        {
            await StubWitness.SendAsync(response, 404, "", stop); // asked what it has seen, it says nothing
            return;
        }

        string text = AddCheckpointRequest.Parse(body).Note.Text;
        DateTimeOffset now = _ledger.Clock.Now;
        NoteSignature good = _cosigner.Sign(text, now);
        NoteSignature otherText = _cosigner.Sign(text.Replace("ledger.example", "ledger.example.com", StringComparison.Ordinal), now);
        NoteSignature otherKey = new NoteCosigner("witness.example/js", _otherKey).Sign(text, now);
        switch (lie)
        {
            case "silence":
                await Task.Delay(Timeout.Infinite, stop);
                break;
            case "bytes without end":
                while (true)
                {
                    await response.Body.WriteAsync(new byte[1], stop);
                    await response.Body.FlushAsync(stop);
                    await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
                }

            case "a time an hour ahead":
                await StubWitness.SendAsync(response, 200, $"{_cosigner.Sign(text, now.AddHours(1))}\n", stop);
                break;
            case "not UTF-8":
                await response.Body.WriteAsync(new byte[] { 0xe2, 0x80, 0x0a }, stop);
                break;
            case "a redirection":
                response.Headers.Location = _stub.Address.ToString();
                await StubWitness.SendAsync(response, 307, "", stop);
                break;
            case "another size each time":
                int size = AddCheckpointRequest.Parse(body).OldSize == 1 ? 2 : 1;
                await StubWitness.SendAsync(response, 409, $"{size}\n", stop, "text/x.tlog.size");
                break;
            default:
                (int status, string answer, string type) = Answer(lie, good, otherText, otherKey);
                await StubWitness.SendAsync(response, status, answer, stop, type);
                break;
        }
    };

    private static (int Status, string Answer, string Type) Answer(
        string lie, NoteSignature good, NoteSignature otherText, NoteSignature otherKey)
    {
        const string Plain = "text/plain";
        const string Size = "text/x.tlog.size";
        return lie switch
        {
            "no bytes" => (200, "", Plain),
            "garbage" => (200, "— witness.example/js !!!\n", Plain),
            "another key under the same name" => (200, $"{otherKey}\n", Plain),
            "the right key id, another key" => (200, $"{WithKeyIdOf(good, otherKey)}\n", Plain),
            "another text" => (200, $"{otherText}\n", Plain),
            "a whole note with another text" => (200, $"more\n\n{otherText}\n", Plain),
            "one good line and one bad" => (200, $"{good}\n{otherText}\n", Plain),
            "too many bytes" => (200, $"{good}\n{new string('x', Huge)}", Plain),
            "a server's error" => (500, $"{good}\n", Plain),
            "a size that is no number" => (409, "many\n", Size),
            "a negative size" => (409, "-1\n", Size),
            "a size of another type" => (409, "1\n", Plain),
            "a size beyond the log" => (409, "1000000\n", Size),
            "another history" => (422, "", Plain),
            _ => throw new ArgumentException(lie, nameof(lie)),
        };
    }

    // The key id is four bytes of a hash: anybody may put it before a signature of their own.
    private static string WithKeyIdOf(NoteSignature named, NoteSignature signature)
    {
        byte[] blob = new byte[4 + signature.Signature.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(blob, named.KeyId);
        signature.Signature.Span.CopyTo(blob.AsSpan(4));
        return $"— {named.Name} {Convert.ToBase64String(blob)}";
    }
}
