using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Federation;

/// <summary>It signs what was recomputed and nothing else, and remembers.</summary>
public sealed class MapAuditorTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MirrorScene _scene;

    public MapAuditorTests() => _scene = new MirrorScene(_folder);

    public Task InitializeAsync()
    {
        _scene.Grow(3);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_catches_up_and_signs_under_a_name_of_its_own()
    {
        WitnessAnswer answer = await _scene.SubmitAsync();
        Assert.Equal(WitnessOutcome.Cosigned, answer.Outcome);
        Assert.Equal("witness.example/js/map-auditor", answer.Cosignature!.Name);
        Assert.True(_scene.Auditor.Verifier.Verify(
            SignedNote.Parse(_scene.Log.Files["checkpoint"]).Text, answer.Cosignature, out DateTimeOffset? time));
        Assert.Equal(_scene.Clock.Now, time);
        Assert.Equal(answer.Cosignature.ToString(), _scene.Signed!.Cosignature.ToString());
        Assert.Equal(6, _scene.State.Size);

        _scene.Grow(2);
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync()).Outcome);
        Assert.Equal(10, _scene.Signed!.Checkpoint.Size);
    }

    [Fact]
    public async Task What_it_signed_is_on_the_disk_before_it_answers()
    {
        await _scene.SubmitAsync();
        string note = _scene.Signed!.Note.ToString();
        await _scene.CrashAsync();
        Assert.Equal(note, _scene.Signed!.Note.ToString());
    }

    [Fact]
    public async Task Every_refusal_is_told_apart()
    {
        await _scene.SubmitAsync();
        SignedNote note = SignedNote.Parse(_scene.Log.Files["checkpoint"]);
        using WrittenLog other = new(); // same Ed25519 key, so that only what is changed counts
        Assert.Equal(WitnessOutcome.Malformed, await OutcomeAsync(""));
        Assert.Equal(WitnessOutcome.Malformed, await OutcomeAsync($"old 7\n\n{note}"));
        Assert.Equal(WitnessOutcome.UnknownLog, await OutcomeAsync($"old 0\n\n{note}".Replace("/audit\n", "/other\n", StringComparison.Ordinal)));
        Assert.Equal(
            WitnessOutcome.NotSigned,
            await OutcomeAsync($"old 0\n\n{new Checkpoint(WrittenLog.Origin, 6, Digest.Sha256([])).Format()}\n{note.Signatures[0]}\n"));
        Assert.Equal(WitnessOutcome.NotRecomputed, await OutcomeAsync($"old 0\n\n{other.Sign(6, Digest.Sha256([]))}"));
        Assert.Equal(WitnessOutcome.Cosigned, await OutcomeAsync($"old 3\n{Digest.Sha256([]).ToBase64()}\n\n{note}")); // neither is needed
    }

    [Fact]
    public async Task A_checkpoint_that_the_log_does_not_show_is_not_reached()
    {
        await _scene.SubmitAsync();
        Assert.Equal(WitnessOutcome.NotReached, (await _scene.SubmitAsync(_scene.Log.Sign(8, Digest.Sha256([])))).Outcome);
        Assert.Equal(6, _scene.Signed!.Checkpoint.Size);
    }

    [Fact]
    public async Task A_log_that_hangs_is_waited_for_no_longer_than_promised()
    {
        await using MirrorScene patient = new(_folder, new MirrorLimits());
        patient.Grow(1);
        patient.Served.Lie = async (_, _, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return true;
        };
        long start = TimeProvider.System.GetTimestamp();
        Assert.Equal(WitnessOutcome.NotReached, (await patient.SubmitAsync()).Outcome);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_older_checkpoint_of_the_copy_may_still_be_signed_but_not_behind_a_newer_signature()
    {
        SignedNote older = SignedNote.Parse(_scene.Log.Files["checkpoint"]);
        _scene.Grow(1);
        await _scene.FollowAsync();
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync(older)).Outcome); // the log grew while it was submitted
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync()).Outcome);
        WitnessAnswer late = await _scene.SubmitAsync(older);
        Assert.Equal((WitnessOutcome.Conflict, 8L), (late.Outcome, late.Size));
        Assert.Equal(8, _scene.Signed!.Checkpoint.Size);
    }

    [Fact]
    public async Task A_size_that_does_not_end_in_a_map_commit_is_not_signed()
    {
        await _scene.FollowAsync();
        using WrittenLog shorter = new();
        shorter.Write([.. _scene.Made.Leaves.Take(5)]);
        Assert.Equal(WitnessOutcome.NotRecomputed, (await _scene.SubmitAsync(SignedNote.Parse(shorter.Files["checkpoint"]))).Outcome);
        Assert.Null(_scene.Signed);
    }

    [Fact]
    public async Task It_never_signs_two_roots_for_one_size_even_over_another_copy()
    {
        await _scene.SubmitAsync();
        string before = _scene.Signed!.Note.ToString();
        Forget(Column.Mirrors); // as if the copy had been lost, and the log forked meanwhile
        await _scene.ReopenAsync();
        _scene.Fork(3);
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        Assert.Equal(WitnessOutcome.NotRecomputed, (await _scene.SubmitAsync()).Outcome);
        _scene.Grow(1);
        Assert.Equal(WitnessOutcome.NotRecomputed, (await _scene.SubmitAsync()).Outcome); // nor a size that does not continue it
        Assert.Equal(before, _scene.Signed!.Note.ToString());
    }

    [Fact]
    public async Task In_quarantine_it_signs_nothing()
    {
        _scene.MaySign = false;
        Assert.Equal(WitnessOutcome.NotSigning, (await _scene.SubmitAsync()).Outcome);
        Assert.Null(_scene.Signed);
    }

    [Fact]
    public async Task Times_never_go_back()
    {
        await _scene.SubmitAsync();
        DateTimeOffset first = _scene.Signed!.Time;
        _scene.Clock.Now -= TimeSpan.FromMinutes(10);
        _scene.Grow(1);
        await _scene.SubmitAsync();
        Assert.Equal(first, _scene.Signed!.Time);
    }

    [Fact]
    public async Task Requests_at_once_share_one_catching_up()
    {
        _scene.Served.Paths.Clear();
        WitnessAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _scene.SubmitAsync()));
        Assert.All(answers, answer => Assert.Equal(WitnessOutcome.Cosigned, answer.Outcome));
        Assert.Equal(1, _scene.Served.Paths.Count(path => path == TilePath.Checkpoint));
        Assert.Single(answers.Select(answer => answer.Cosignature!.ToString()).Distinct());
    }

    private async Task<WitnessOutcome> OutcomeAsync(string body) =>
        (await _scene.Auditor.AddAsync(Encoding.UTF8.GetBytes(body), CancellationToken.None)).Outcome;

    private void Forget(Column column)
    {
        WriteBatch batch = new();
        batch.Delete(column, Witness.KeyOf(WrittenLog.Origin).ToArray());
        _scene.Store.Write(batch);
    }
}
