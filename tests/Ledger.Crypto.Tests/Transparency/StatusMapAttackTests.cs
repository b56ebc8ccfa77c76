using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Tests.Verification;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Transparency;

/// <summary>What an operator or a submitter could try around the status map; what fits one proof alone is in StatusMapProofTests.</summary>
public sealed class StatusMapAttackTests : IDisposable
{
    private readonly TestLog _log = new(VerificationWorld.Origin);
    private readonly Digest _key = Digest.Sha256("licence"u8);
    private readonly MapCommit _first;

    public StatusMapAttackTests()
    {
        _log.Append(EventType.Issue, _key, [1], VerificationWorld.IssuedAt);
        _log.Append(EventType.Issue, VerificationWorld.Stranger, [2], VerificationWorld.IssuedAt);
        _first = _log.Commit(VerificationWorld.IssuedAt);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task An_insert_that_does_not_continue_the_old_value_is_refused_by_an_auditor()
    {
        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "licence");
        leaves.Commit();
        byte[] again = EventLeaf.Of(EventType.Issue, leaves.Time, LedgerLeaves.KeyOf("licence"), previousIndex: null, "body"u8).Encode();
        Assert.False(await PassesAuditAsync([.. leaves.Leaves, again, CommitAfter([.. leaves.Leaves, again], LastRoot(leaves))]));
        byte[] skipped = EventLeaf.Of(EventType.Revoke, leaves.Time, LedgerLeaves.KeyOf("licence"), previousIndex: 1, "body"u8).Encode();
        Assert.False(await PassesAuditAsync([.. leaves.Leaves, skipped, CommitAfter([.. leaves.Leaves, skipped], LastRoot(leaves))]));
        Assert.True(await PassesAuditAsync(leaves.Leaves));
    }

    [Fact]
    public async Task A_root_that_forgets_a_key_proves_its_absence_and_passes_no_auditor()
    {
        TestLog log = _log.Fork(2);
        StatusMap without = StatusMap.Empty(MerkleHasher.Sm3).With(VerificationWorld.Stranger, log.Map().ValueOf(VerificationWorld.Stranger)!.Value);
        log.Commit(VerificationWorld.IssuedAt, without.Root);
        StatusBundle denial = log.Bundle(_key) with { Status = null, Events = [], MapProof = without.Prove(_key) };
        Assert.True(Verify(denial).Holds); // the operator's word; hence auditors

        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "licence");
        leaves.Commit(commit => commit with { MapRoot = StatusMap.Empty(MerkleHasher.Sm3).Root });
        Assert.False(await PassesAuditAsync(leaves.Leaves));
    }

    [Fact]
    public void Only_whole_keys_of_fixed_parts_enter_the_map()
    {
        byte[] handle = new byte[MapKey.HandleLength];
        Assert.Throws<ArgumentException>(() => MapKey.For("a", MapNamespace.Licence, handle.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => MapKey.For("a", MapNamespace.Licence, [.. handle, 0]));
        string[] origins = ["a", "a/v1", "a/v1 map-key", "b"];
        List<Digest> keys = [.. origins.SelectMany(origin => Enum.GetValues<MapNamespace>().Select(ns => MapKey.For(origin, ns, handle)))];
        Assert.Equal(keys.Count, keys.Distinct().Count());
        string json = System.Text.Encoding.UTF8.GetString(_log.Bundle(Digest.Sha256("absent"u8)).Format());
        string key = Digest.Sha256("absent"u8).ToHex();
        foreach (string other in (string[])[key[2..], key + "00", key.ToUpperInvariant(), ""])
        {
            Assert.ThrowsAny<FormatException>(
                () => StatusBundle.Parse(System.Text.Encoding.UTF8.GetBytes(json.Replace(key, other, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void A_proof_against_an_older_commit_in_the_same_tree_is_stale()
    {
        StatusBundle before = _log.Bundle(_key);
        _log.Append(EventType.Revoke, _key, [3], VerificationWorld.IssuedAt);
        _log.Commit(VerificationWorld.IssuedAt);
        StatusBundle now = _log.Bundle(_key);
        StatusBundle stale = now with
        {
            MapCommit = _first,
            MapCommitPath = _log.Path(MerkleHasher.Sha256, _first.Index),
            MapCommitSm3Path = _log.Path(MerkleHasher.Sm3, _first.Index),
            Status = before.Status,
            MapProof = before.MapProof,
            Events = [_log.EventAt(0, withBody: false)],
        };
        Assert.Equal("map-commitment", Verify(stale).Checks[^1].Name);
        Assert.True(Verify(before).Holds && Verify(now).Holds);
    }

    [Fact]
    public async Task The_bytes_of_a_commit_that_a_user_submits_do_not_become_one()
    {
        byte[] bytes = _first.Encode();
        Assert.Throws<FormatException>(() => EventLeaf.Parse(bytes));
        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "licence");
        leaves.Commit();
        EventLeaf leaf = EventLeaf.Of(EventType.Issue, leaves.Time, LedgerLeaves.KeyOf("other"), previousIndex: null, bytes);
        Assert.False(MapCommit.Is(leaf.Encode()));
        Assert.Throws<FormatException>(() => MapCommit.Parse(leaf.Encode()));
        foreach (EventType type in Enum.GetValues<EventType>())
        {
            Assert.False(MapCommit.Is((leaf with { Type = type }).Encode()));
        }

        // And a log that took them in as a leaf of their own says something about itself that is not so.
        Assert.False(await PassesAuditAsync([.. leaves.Leaves, bytes]));
    }

    [Fact]
    public void A_version_beyond_the_events_is_no_status()
    {
        StatusEntry invented = _log.Bundle(_key).Status! with { Version = 7 };
        TestLog log = _log.Fork(2);
        StatusMap map = log.Map().With(_key, invented.ValueHash());
        log.Commit(VerificationWorld.IssuedAt, map.Root);
        StatusBundle bundle = log.Bundle(_key) with { Status = invented, MapProof = map.Prove(_key) };
        Assert.Equal("event-history", Verify(bundle).Checks[^1].Name);
    }

    [Fact]
    public void Two_map_roots_for_one_prefix_are_two_logs_that_do_not_continue_each_other()
    {
        TestLog other = _log.Fork(2);
        other.Commit(VerificationWorld.IssuedAt, StatusMap.Empty(MerkleHasher.Sm3).Root);
        StatusBundle one = _log.Bundle(_key);
        StatusBundle two = other.Bundle(_key);
        Checkpoint first = Checkpoint.Parse(one.Checkpoint.Text);
        Checkpoint second = Checkpoint.Parse(two.Checkpoint.Text);
        Assert.Equal(first.Size, second.Size);
        Assert.NotEqual(first.Root, second.Root);
        Assert.False(ConsistencyProof.Verify(MerkleHasher.Sha256, first.Size, second.Size, first.Root, second.Root, []));
        other.Commit(VerificationWorld.IssuedAt);
        LogConsistency path = other.Consistency(first.Size);
        Checkpoint third = Checkpoint.Parse(other.Bundle(_key).Checkpoint.Text);
        Assert.False(ConsistencyProof.Verify(MerkleHasher.Sha256, first.Size, third.Size, first.Root, third.Root, [.. path.Sha256]));
        Assert.True(ConsistencyProof.Verify(MerkleHasher.Sha256, second.Size, third.Size, second.Root, third.Root, [.. path.Sha256]));
    }

    [Fact]
    public void The_hash_follows_from_the_origin_and_cannot_be_chosen_by_the_proof()
    {
        StatusBundle bundle = _log.Bundle(_key);
        Checkpoint twin = Checkpoint.Parse(bundle.Sm3Checkpoint!.Text);
        string sm3UnderSha = new Checkpoint(_log.Origin, twin.Size, twin.Root).Format();
        StatusBundle[] wrong =
        [
            bundle with { Checkpoint = bundle.Sm3Checkpoint, MapCommitPath = bundle.MapCommitSm3Path },
            bundle with { Checkpoint = SignedNote.Sign(sm3UnderSha, _log.Sm3Signer), MapCommitPath = bundle.MapCommitSm3Path },
            bundle with { Checkpoint = SignedNote.Sign(sm3UnderSha, _log.Signer), MapCommitPath = bundle.MapCommitSm3Path },
            bundle with { MapCommitPath = bundle.MapCommitSm3Path },
            bundle with { Sm3Checkpoint = bundle.Checkpoint, MapCommitSm3Path = bundle.MapCommitPath },
        ];
        Assert.All(wrong, item => Assert.False(Verify(item).Holds));
    }

    private static byte[] CommitAfter(IReadOnlyList<byte[]> leaves, Digest mapRoot)
    {
        Digest RootOf(MerkleHasher hasher) =>
            MerkleTree.Root(hasher, leaves.Count, MerkleTree.InMemory(hasher, [.. leaves.Select(leaf => hasher.Leaf(leaf))]));
        return new MapCommit(
            1, leaves.Count, LedgerLeaves.Start.AddSeconds(1), mapRoot, RootOf(MerkleHasher.Sha256), RootOf(MerkleHasher.Sm3)).Encode();
    }

    private static Digest LastRoot(LedgerLeaves leaves) => MapCommit.Parse(leaves.Leaves[^1]).MapRoot;

    private static async Task<bool> PassesAuditAsync(IReadOnlyList<byte[]> leaves)
    {
        using WrittenLog log = new();
        log.Write(leaves);
        return (await log.AuditAsync()).Difference is null;
    }

    private StatusReport Verify(StatusBundle bundle) => new StatusVerifier(
        _log.Trusted, TimeSpan.FromDays(1), new StandingClock(VerificationWorld.Now)).Verify(bundle, _key);
}
