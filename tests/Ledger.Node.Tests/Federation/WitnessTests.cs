using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Federation;

public sealed class WitnessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WitnessScene _scene;

    public WitnessTests() => _scene = new WitnessScene(_folder);

    [Fact]
    public void Growing_checkpoints_are_cosigned_each_with_a_signature_that_verifies()
    {
        long[] sizes = [0, 1, 2, 3, 7, 8, 100, 256, 257, 400];
        foreach ((long oldSize, long newSize) in sizes.Zip(sizes.Skip(1)))
        {
            WitnessAnswer answer = _scene.Add(oldSize, newSize);
            Assert.Equal(WitnessOutcome.Cosigned, answer.Outcome);
            Assert.True(_scene.Witness.Verifier.Verify(_scene.TextOf(newSize), answer.Cosignature!, out DateTimeOffset? time));
            Assert.Equal(_scene.Clock.Now, time);
            Assert.Equal(newSize, _scene.Size);
        }
    }

    [Fact]
    public void The_latest_checkpoint_is_the_logs_note_with_our_cosignature_and_no_foreign_line()
    {
        using Ed25519PrivateKey foreign = Ed25519PrivateKey.Generate();
        SignedNote note = SignedNote.Sign(_scene.TextOf(5), [new NoteSigner("stranger.example", foreign), _scene.Log]);
        NoteSignature cosignature = _scene.Witness.Add(new AddCheckpointRequest(0, [], note).ToBytes()).Cosignature!;

        SignedNote latest = _scene.Latest!.Note;
        Assert.Equal(note.Text, latest.Text);
        Assert.Equal([note.Signatures[1].ToString(), cosignature.ToString()], latest.Signatures.Select(line => line.ToString()));
        Assert.Equal(2, latest.Verify(_scene.Log.Verifier, _scene.Witness.Verifier).Verified.Count);
    }

    [Fact]
    public void An_old_size_that_is_not_the_last_cosigned_is_a_conflict_and_the_answer_tells_the_size()
    {
        _scene.Add(0, 7);
        Assert.Equal(new WitnessAnswer(WitnessOutcome.Conflict, Size: 7), _scene.Add(0, 7));
        Assert.Equal(new WitnessAnswer(WitnessOutcome.Conflict, Size: 7), _scene.Add(3, 9));
        Assert.Equal(new WitnessAnswer(WitnessOutcome.Conflict, Size: 7), _scene.Add(8, 9));
    }

    [Fact]
    public void A_shorter_history_is_refused_whatever_old_size_it_claims()
    {
        _scene.Add(0, 100);
        Assert.Equal(WitnessOutcome.Conflict, _scene.Add(50, 60).Outcome);
        Assert.Equal(WitnessOutcome.Conflict, _scene.Add(0, 60).Outcome);
        Assert.Equal(WitnessOutcome.Malformed, _scene.Add(100, 60).Outcome);
        Assert.Equal(100, _scene.Size);
    }

    [Fact]
    public void A_forked_history_is_refused_longer_or_of_the_same_size()
    {
        _scene.Add(0, 100);
        Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(_scene.Request(_scene.Fork, 100, 101)).Outcome);
        Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(_scene.Request(_scene.Fork, 100, 100)).Outcome);
        Assert.Equal(_scene.TextOf(100), _scene.Latest!.Note.Text);
    }

    [Fact]
    public void Every_proof_that_is_cut_lengthened_or_changed_is_refused()
    {
        _scene.Add(0, 7);
        Digest[] proof = ConsistencyProof.Prove(MerkleHasher.Sha256, 7, 100, _scene.Tree);
        SignedNote note = SignedNote.Sign(_scene.TextOf(100), _scene.Log);
        List<Digest[]> bad = [[], proof[1..], proof[..^1], [.. proof, proof[0]], [.. proof.Reverse()]];
        for (int i = 0; i < proof.Length; i++)
        {
            byte[] hash = proof[i].ToArray();
            hash[i] ^= 1;
            bad.Add([.. proof[..i], new Digest(hash), .. proof[(i + 1)..]]);
        }

        Assert.All(bad, path =>
            Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(new AddCheckpointRequest(7, path, note).ToBytes()).Outcome));
        Assert.Equal(7, _scene.Size);
    }

    [Fact]
    public void A_first_checkpoint_needs_an_empty_proof()
    {
        SignedNote note = SignedNote.Sign(_scene.TextOf(3), _scene.Log);
        byte[] request = new AddCheckpointRequest(0, [MerkleHasher.Sha256.Empty], note).ToBytes();
        Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(request).Outcome);
        Assert.Equal(WitnessOutcome.Cosigned, _scene.Add(0, 3).Outcome);
    }

    [Fact]
    public void An_empty_log_has_the_empty_root_and_no_other()
    {
        string text = new Checkpoint(WitnessScene.Origin, 0, MerkleHasher.Sha256.Leaf([])).Format();
        byte[] request = new AddCheckpointRequest(0, [], SignedNote.Sign(text, _scene.Log)).ToBytes();
        Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(request).Outcome);
        Assert.Equal(WitnessOutcome.Cosigned, _scene.Add(0, 0).Outcome);
    }

    [Fact]
    public void A_checkpoint_that_the_logs_key_did_not_sign_is_refused()
    {
        using Ed25519PrivateKey other = Ed25519PrivateKey.Generate();
        string text = _scene.TextOf(3);
        SignedNote stolen = SignedNote.Sign(text, new NoteSigner(WitnessScene.Origin, other));
        SignedNote spoilt = SignedNote.Parse(Encoding.UTF8.GetBytes($"{text}\n{_scene.Log.Sign(_scene.TextOf(4))}\n"));

        // c2sp.org/signed-note: one signature of a known key that fails spoils the note, though another is good.
        SignedNote both = SignedNote.Sign(text, _scene.Log).With(spoilt.Signatures[0]);
        Assert.All([stolen, spoilt, both], note =>
            Assert.Equal(WitnessOutcome.NotSigned, _scene.Witness.Add(new AddCheckpointRequest(0, [], note).ToBytes()).Outcome));
    }

    [Fact]
    public void A_log_that_the_policy_does_not_name_is_unknown()
    {
        string text = new Checkpoint("ledger.example/zj2", 0, MerkleHasher.Sha256.Empty).Format();
        SignedNote note = SignedNote.Sign(text, _scene.Log);
        Assert.Equal(WitnessOutcome.UnknownLog, _scene.Witness.Add(new AddCheckpointRequest(0, [], note).ToBytes()).Outcome);
    }

    [Fact]
    public void The_same_checkpoint_again_gets_a_fresh_time()
    {
        _scene.Add(0, 7);
        _scene.Clock.Now += TimeSpan.FromMinutes(5);
        WitnessAnswer again = _scene.Add(7, 7);
        Assert.True(_scene.Witness.Verifier.Verify(_scene.TextOf(7), again.Cosignature!, out DateTimeOffset? time));
        Assert.Equal(_scene.Clock.Now, time);
        Assert.Equal(time, _scene.Latest!.Time);
    }

    [Fact]
    public void A_clock_set_back_does_not_take_the_time_of_cosignatures_back()
    {
        DateTimeOffset before = _scene.Clock.Now;
        _scene.Add(0, 7);
        _scene.Clock.Now -= TimeSpan.FromHours(1);
        _scene.Reopen();
        Assert.True(_scene.Witness.Verifier.Verify(_scene.TextOf(8), _scene.Add(7, 8).Cosignature!, out DateTimeOffset? time));
        Assert.Equal(before, time);
    }

    [Fact]
    public void In_quarantine_nothing_is_cosigned()
    {
        _scene.MaySign = false;
        Assert.Equal(WitnessOutcome.NotSigning, _scene.Add(0, 7).Outcome);
        Assert.Null(_scene.Latest);
    }

    [Fact]
    public void What_was_answered_is_on_the_disk_before_the_answer()
    {
        for (int size = 1; size <= 20; size++)
        {
            Assert.Equal(WitnessOutcome.Cosigned, _scene.Add(size - 1, size).Outcome);
            string copy = _folder[$"copy{size}"];
            _scene.CopyFiles(copy);
            using StateStore store = StateStore.Open(new StoreOptions { Folder = copy });
            Assert.Equal(size, _scene.Over(store).Latest(Witness.KeyOf(WitnessScene.Origin))!.Checkpoint.Size);
        }
    }

    [Fact]
    public void A_crash_between_storing_and_answering_costs_the_client_one_conflict_and_opens_no_fork()
    {
        _scene.Add(0, 7);
        _scene.Add(7, 100); // the client never hears of this
        _scene.Reopen();

        Assert.Equal(new WitnessAnswer(WitnessOutcome.Conflict, Size: 100), _scene.Add(7, 100));
        Assert.Equal(WitnessOutcome.Conflict, _scene.Witness.Add(_scene.Request(_scene.Fork, 7, 101)).Outcome);
        Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(_scene.Request(_scene.Fork, 100, 101)).Outcome);
        Assert.Equal(WitnessOutcome.Cosigned, _scene.Add(100, 100).Outcome);
    }

    [Fact]
    public void Older_requests_never_overwrite_newer_ones_when_32_come_at_once()
    {
        const int Clients = 32;
        using Barrier start = new(Clients);
        List<string> wrong = [];
        Thread[] threads = [.. Enumerable.Range(1, Clients).Select(i => new Thread(() => Submit(12 * i, start, wrong)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Empty(wrong);
        Assert.Equal(12 * Clients, _scene.Size);
        Assert.Equal(_scene.TextOf(12 * Clients), _scene.Latest!.Note.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0\n")]
    [InlineData("old 0\n\n")]
    [InlineData("old 0\n\nledger.example/zj\n")]
    [InlineData("old 00\n\n{note}")]
    [InlineData("old -1\n\n{note}")]
    [InlineData("old +0\n\n{note}")]
    [InlineData("old  0\n\n{note}")]
    [InlineData("old 0 \n\n{note}")]
    [InlineData("old 0\r\n\n{note}")]
    [InlineData("Old 0\n\n{note}")]
    [InlineData("old 9223372036854775808\n\n{note}")]
    [InlineData("old 0\nabc=\n\n{note}")]
    [InlineData("old 0\n\n\n{note}")]
    [InlineData("old 0\n\n{note}\n")]
    public void A_malformed_request_is_refused(string body)
    {
        string note = SignedNote.Sign(_scene.TextOf(3), _scene.Log).ToString();
        byte[] bytes = Encoding.UTF8.GetBytes(body.Replace("{note}", note, StringComparison.Ordinal));
        Assert.Equal(WitnessOutcome.Malformed, _scene.Witness.Add(bytes).Outcome);
    }

    [Fact]
    public void A_proof_of_64_hashes_is_refused_unread_and_one_of_63_is_read()
    {
        string note = SignedNote.Sign(_scene.TextOf(3), _scene.Log).ToString();
        string Body(int count) => $"old 0\n{string.Concat(Enumerable.Repeat(MerkleHasher.Sha256.Empty.ToBase64() + "\n", count))}\n{note}";
        Assert.Equal(WitnessOutcome.Malformed, _scene.Witness.Add(Encoding.UTF8.GetBytes(Body(64))).Outcome);
        Assert.Equal(WitnessOutcome.Inconsistent, _scene.Witness.Add(Encoding.UTF8.GetBytes(Body(63))).Outcome);
    }

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    /// <summary>Submits one size until it is cosigned or a larger one is known, and notes whatever must not be.</summary>
    private void Submit(long size, Barrier start, List<string> wrong)
    {
        start.SignalAndWait();
        long known = 0;
        while (known < size)
        {
            WitnessAnswer answer = _scene.Add(known, size);
            bool isSound = answer.Outcome switch
            {
                WitnessOutcome.Conflict => answer.Size > known,
                WitnessOutcome.Cosigned => _scene.Witness.Verifier.Verify(_scene.TextOf(size), answer.Cosignature!, out _)
                    && _scene.Size >= size,
                _ => false,
            };
            if (!isSound)
            {
                lock (wrong)
                {
                    wrong.Add($"{known} to {size}: {answer.Outcome} {answer.Size}, stored {_scene.Size}");
                }

                return;
            }

            known = answer.Outcome == WitnessOutcome.Cosigned ? size : answer.Size;
        }
    }
}
