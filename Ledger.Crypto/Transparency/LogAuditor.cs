using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Adds up a log of our own leaves in their order: both trees, the state machine, the status map and what every
/// map commit commits to. Goes on from where it stopped, and back to where it was told to. Memory grows with the number of
/// subjects, not of leaves. Not safe for use by several threads at once.
/// </summary>
public sealed class LogAuditor
{
    // From so many leaves on it pays to let a second thread grow the trees.
    private const int ManyLeaves = 64;

    private readonly AuditedStatuses _statuses = new();
    private CompactRange _sha256 = new(MerkleHasher.Sha256);
    private CompactRange _sm3 = new(MerkleHasher.Sm3);
    private (CompactRange Sha256, CompactRange Sm3)? _mark;

    /// <summary>Leaves taken.</summary>
    public long Size => _sha256.Size;

    /// <summary>Root of the SHA-256 tree of the leaves taken.</summary>
    public Digest Sha256Root => _sha256.Root();

    /// <summary>Root of the SM3 tree of the same leaves.</summary>
    public Digest Sm3Root => _sm3.Root();

    /// <summary>Root of the status map as of the last map commit.</summary>
    public Digest MapRoot => _statuses.MapRoot;

    /// <summary>The last map commit that held, or null.</summary>
    public MapCommit? LastMapCommit => _statuses.LastMapCommit;

    /// <summary>Map commits that held.</summary>
    public long MapCommits => _statuses.MapCommits;

    /// <summary>Events by type.</summary>
    public IReadOnlyDictionary<EventType, long> Events => _statuses.Events;

    /// <summary>The first leaf that breaks a rule, or null. The trees grow on after it; nothing else is counted any more.</summary>
    public AuditDifference? Difference => _statuses.Difference;

    /// <summary>Whether a leaf is one of ours, by its first bytes.</summary>
    public static bool Knows(ReadOnlySpan<byte> leaf) => AuditedStatuses.Knows(leaf);

    /// <summary>Takes the leaves from number <see cref="Size"/> on: a bundle of them is several times cheaper than each alone.</summary>
    /// <param name="leaves">Their bytes, whatever they are.</param>
    /// <param name="sha256Completed">
    /// Told the subtrees that they complete in the SHA-256 tree: those of one level in the order of their indexes. May be another thread
    /// than the caller's, but never two at once.
    /// </param>
    /// <param name="sm3Completed">The same in the SM3 tree.</param>
    public void Take(
        IReadOnlyList<ReadOnlyMemory<byte>> leaves,
        Action<int, long, Digest>? sha256Completed = null,
        Action<int, long, Digest>? sm3Completed = null)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        Digest[] sm3Hashes = MerkleHasher.Sm3.Leaves(leaves);
        for (int start = 0, end; start < leaves.Count; start = end + 1)
        {
            ReadOnlyMemory<byte>[] events = [.. leaves.Skip(start).TakeWhile(leaf => !MapCommit.Is(leaf.Span))];
            end = start + events.Length;
            TakeEvents(events, sm3Hashes.AsMemory(start..end), end < leaves.Count, sha256Completed, sm3Completed);
            if (end < leaves.Count)
            {
                _statuses.TakeCommit(leaves[end].Span, Size, Sha256Root, Sm3Root);
                _sha256.Append(MerkleHasher.Sha256.Leaf(leaves[end].Span), sha256Completed);
                _sm3.Append(sm3Hashes[end], sm3Completed);
            }
        }
    }

    /// <summary>
    /// Compares all leaves taken with a signed checkpoint of their number: both roots, every rule, and that a map commit is
    /// the last leaf.
    /// </summary>
    /// <param name="checkpoint">The log's checkpoint.</param>
    /// <param name="twin">That of its SM3 twin, or null to leave it alone.</param>
    /// <returns>The first difference, or null: all of it holds.</returns>
    public AuditDifference? Compare(Checkpoint checkpoint, Checkpoint? twin)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return CompareRoot("SHA-256", Sha256Root, checkpoint.Root)
            ?? (twin is null ? null : CompareRoot("SM3", Sm3Root, twin.Root))
            ?? Difference
            ?? _statuses.RuleOfTheLastLeaf(checkpoint.Size);
    }

    /// <summary>Remembers the present state as the one that <see cref="Return"/> goes back to.</summary>
    public void Mark()
    {
        _mark = (_sha256.Clone(), _sm3.Clone());
        _statuses.Mark();
    }

    /// <summary>Forgets every leaf taken since the last <see cref="Mark"/>.</summary>
    /// <exception cref="InvalidOperationException">Nothing was marked.</exception>
    public void Return()
    {
        (CompactRange sha256, CompactRange sm3) = _mark ?? throw new InvalidOperationException("There is nothing to return to.");
        (_sha256, _sm3) = (sha256.Clone(), sm3.Clone());
        _statuses.Return();
    }

    private void TakeEvents(
        ReadOnlyMemory<byte>[] events,
        ReadOnlyMemory<Digest> sm3Hashes,
        bool areCommitted,
        Action<int, long, Digest>? sha256Completed,
        Action<int, long, Digest>? sm3Completed)
    {
        long first = Size;
        if (events.Length < ManyLeaves)
        {
            GrowTrees();
            TakeStatuses();
        }
        else
        {
            Parallel.Invoke(TakeStatuses, GrowTrees);
        }

        void GrowTrees()
        {
            _sha256.Append(MerkleHasher.Sha256.Leaves(events), sha256Completed);
            _sm3.Append(sm3Hashes.Span, sm3Completed);
        }

        void TakeStatuses()
        {
            _statuses.Take(events, sm3Hashes.Span, first);
            if (areCommitted)
            {
                _statuses.GrowMap();
            }
        }
    }

    internal static AuditDifference? CompareRoot(string tree, Digest computed, Digest signed) => computed == signed
        ? null
        : new AuditDifference($"已签署的 {tree} 根与重算结果不符。", $"The signed {tree} root is not the recomputed one.");
}
