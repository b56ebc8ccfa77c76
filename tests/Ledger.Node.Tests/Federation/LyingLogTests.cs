using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Node.Tests.Federation;

/// <summary>Every way in which another log can be wrong is told apart, nothing of it is signed, and the truth helps.</summary>
public sealed class LyingLogTests : IAsyncLifetime, IDisposable
{
    private const int Groups = 150;

    private readonly TemporaryFolder _folder = new();
    private readonly MirrorScene _scene;
    private LedgerLeaves _truth = null!;

    public LyingLogTests() => _scene = new MirrorScene(_folder);

    public async Task InitializeAsync()
    {
        _scene.Grow(Groups);
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync()).Outcome);
        _truth = _scene.Made;
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Groups - 20)]
    [InlineData(Groups)]
    [InlineData(Groups + 20)]
    public async Task Another_history_is_a_fork_whatever_its_size(int groups)
    {
        _scene.Fork(groups);
        await AssertEvidenceAsync(MirrorTrouble.Forked);
        MirrorEvidence evidence = Assert.Single(_scene.Mirror.Evidence);
        Assert.Equal(_scene.Signed!.Checkpoint.Format(), SignedNote.Parse(Encoding.UTF8.GetBytes(evidence.Verified)).Text);
        await AssertTruthHelpsAsync();
        Assert.Equal(evidence, Assert.Single(_scene.Mirror.Evidence));
    }

    [Fact]
    public async Task A_view_shown_to_the_auditor_alone_is_a_fork_too()
    {
        SignedNote other = _scene.Log.Sign(_scene.State.Size, Digest.Sha256([]));
        Assert.Equal(WitnessOutcome.NotRecomputed, (await _scene.SubmitAsync(other)).Outcome);
        SignedNote smaller = _scene.Log.Sign(_scene.State.Size - 2, Digest.Sha256([]));
        Assert.Equal(WitnessOutcome.NotRecomputed, (await _scene.SubmitAsync(smaller)).Outcome);
        Assert.Equal(2, _scene.Mirror.Evidence.Count);
        Assert.All(_scene.Mirror.Evidence, evidence => Assert.Equal(MirrorTrouble.Forked, evidence.Trouble));
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task An_old_answer_is_no_fork()
    {
        _scene.Log.Write([.. _truth.Leaves.Take(_truth.Leaves.Count - 2)]);
        await AssertTroubleAsync(MirrorTrouble.Shrunk);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task A_changed_old_entry_is_the_answers_fault_where_the_tiles_are_right()
    {
        _scene.Grow(1);
        string path = TilePath.Entries(1, _truth.Leaves.Count - 256);
        byte[] bundle = [.. _scene.Log.Files[path]];
        bundle[20] ^= 1;
        _scene.Served.Plant(path, bundle);
        await AssertTroubleAsync(MirrorTrouble.Malformed);
        Assert.Contains("Leaf 256", _scene.State.English, StringComparison.Ordinal);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task A_changed_new_entry_is_the_answers_fault_where_the_tiles_are_right()
    {
        _scene.Grow(1);
        string path = TilePath.Entries(1, _truth.Leaves.Count - 256);
        byte[] bundle = [.. _scene.Log.Files[path]];
        bundle[^130] ^= 1;
        _scene.Served.Plant(path, bundle);
        await AssertTroubleAsync(MirrorTrouble.Malformed);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task A_wrong_map_root_under_right_signatures_is_a_broken_rule()
    {
        // All roots fit each other; one status in the map is another than the leaves say.
        _truth.Add(EventType.Suspend, "licence 0");
        Digest key = LedgerLeaves.KeyOf("licence 0");
        _truth.Commit(commit => commit with { MapRoot = StatusMap.Empty(Crypto.Merkle.MerkleHasher.Sm3).With(key, Digest.Sha256([])).Root });
        _scene.Serve();
        await AssertEvidenceAsync(MirrorTrouble.RuleBroken);
        Assert.Contains("map root", _scene.State.English, StringComparison.Ordinal);
        await AssertTruthHelpsAsync(rebuilt: Groups);
    }

    [Fact]
    public async Task A_resume_after_a_revocation_is_a_broken_rule()
    {
        _truth.Add(EventType.Revoke, "licence 0");
        _truth.Add(EventType.Resume, "licence 0");
        _truth.Commit();
        _scene.Serve();
        await AssertEvidenceAsync(MirrorTrouble.RuleBroken);
        Assert.Contains("Resume cannot follow", _scene.State.English, StringComparison.Ordinal);
        await AssertTruthHelpsAsync(rebuilt: Groups);
    }

    [Fact]
    public async Task A_checkpoint_that_does_not_end_in_a_map_commit_is_a_broken_rule()
    {
        _truth.Add(EventType.Issue, "one more");
        _scene.Serve();
        await AssertEvidenceAsync(MirrorTrouble.RuleBroken);
        await AssertTruthHelpsAsync(rebuilt: Groups);
    }

    [Fact]
    public async Task A_leaf_of_another_kind_is_a_broken_rule()
    {
        _truth.Leaves.Add("hello"u8.ToArray());
        _scene.Serve();
        await AssertEvidenceAsync(MirrorTrouble.RuleBroken);
        await AssertTruthHelpsAsync(rebuilt: Groups);
    }

    [Fact]
    public async Task A_twin_with_another_root_is_a_broken_rule()
    {
        _scene.Grow(1);
        _scene.Log.Files["sm3/checkpoint"] = _scene.Log.SignTwin(_truth.Leaves.Count, Digest.Sha256([])).ToBytes();
        await AssertEvidenceAsync(MirrorTrouble.RuleBroken);
        Assert.Contains("SM3 root", _scene.State.English, StringComparison.Ordinal);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task What_is_proven_wrong_is_not_fetched_again_and_again()
    {
        _truth.Add(EventType.Issue, "one more");
        _scene.Serve();
        await _scene.FollowAsync();
        _scene.Served.Paths.Clear();
        Assert.Equal(MirrorTrouble.RuleBroken, await _scene.FollowAsync());
        Assert.Equal(["checkpoint", "signed/checkpoint", "signed/sm3/checkpoint", "sm3/checkpoint"], _scene.Served.Paths.Order());
    }

    [Fact]
    public async Task Another_key_is_not_believed()
    {
        using WrittenLog other = new();
        other.Write(_truth.Leaves);
        _scene.Served.Plant("sm3/checkpoint", other.Files["sm3/checkpoint"]); // its SM2 key is its own
        await AssertTroubleAsync(MirrorTrouble.NotSigned, isSubmitted: false);

        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        NoteSigner stranger = new(WrittenLog.Origin, key);
        _scene.Served.Plant("checkpoint", SignedNote.Sign(new Checkpoint(WrittenLog.Origin, 9000, Digest.Sha256([])).Format(), stranger).ToBytes());
        await AssertTroubleAsync(MirrorTrouble.NotSigned, isSubmitted: false);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task What_is_no_checkpoint_or_bundle_is_malformed()
    {
        _scene.Served.Plant("checkpoint", "hello"u8.ToArray());
        await AssertTroubleAsync(MirrorTrouble.Malformed, isSubmitted: false);
        _scene.Grow(1);
        string path = TilePath.Entries(1, _truth.Leaves.Count - 256);
        _scene.Served.Plant(path, "hello"u8.ToArray());
        await AssertTroubleAsync(MirrorTrouble.Malformed);
        _scene.Served.Plant(path, []);
        await AssertTroubleAsync(MirrorTrouble.Malformed);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task Evidence_is_kept_through_restarts_and_never_grows_without_end()
    {
        for (int i = 0; i < 70; i++)
        {
            await _scene.SubmitAsync(_scene.Log.Sign(_scene.State.Size, Digest.Sha256([(byte)i])));
        }

        IReadOnlyList<MirrorEvidence> kept = _scene.Mirror.Evidence;
        Assert.Equal(64, kept.Count);
        await _scene.ReopenAsync();
        Assert.Equal(kept, _scene.Mirror.Evidence);
    }

    private async Task AssertTroubleAsync(MirrorTrouble trouble, bool isSubmitted = true)
    {
        long size = _scene.State.Size;
        Assert.Equal(trouble, await _scene.FollowAsync());
        Assert.Equal(size, _scene.State.Size);
        Assert.NotEmpty(_scene.State.Chinese);
        Assert.NotEmpty(_scene.State.English);
        if (isSubmitted)
        {
            await _scene.AssertNothingIsSignedAsync();
        }

        Assert.Empty(_scene.Mirror.Evidence);
    }

    private async Task AssertEvidenceAsync(MirrorTrouble trouble)
    {
        long size = _scene.State.Size;
        Assert.Equal(trouble, await _scene.FollowAsync());
        Assert.Equal(size, _scene.State.Size);
        MirrorEvidence evidence = Assert.Single(_scene.Mirror.Evidence);
        Assert.Equal(trouble, evidence.Trouble);
        Assert.Equal(Encoding.UTF8.GetString(_scene.Log.Files["checkpoint"]), evidence.Shown);
        await _scene.AssertNothingIsSignedAsync();
        Assert.Equal(evidence, Assert.Single(_scene.Mirror.Evidence));
    }

    /// <summary>The log tells the truth again, and goes on: copied and signed, without anybody's help. What was seen stays.</summary>
    private async Task AssertTruthHelpsAsync(int? rebuilt = null)
    {
        int evidence = _scene.Mirror.Evidence.Count;
        _scene.Served.Lie = null;
        _scene.Made = rebuilt is null ? _truth : new LedgerLeaves();
        _scene.Grow(rebuilt + 1 ?? 1);
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        Assert.Equal(_scene.Made.Leaves.Count, _scene.State.Size);
        await _scene.AssertCopyIsWholeAsync();
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync()).Outcome);
        Assert.Equal(evidence, _scene.Mirror.Evidence.Count);
    }
}
