using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// The right edge of a growing tree: the hashes of the complete subtrees that its size is the sum of. Enough to append
/// and to know the root, at most 63 hashes. Not safe for use by several threads at once.
/// </summary>
public sealed class CompactRange
{
    private readonly MerkleHasher _hasher;
    private readonly List<Digest> _subtrees; // the largest first: one for each bit set in Size

    /// <summary>An empty tree.</summary>
    public CompactRange(MerkleHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        _hasher = hasher;
        _subtrees = [];
    }

    /// <summary>The edge of the first <paramref name="size"/> leaves of a stored tree.</summary>
    public CompactRange(MerkleHasher hasher, long size, ReadHash read)
        : this(hasher)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        long start = 0;
        while (start < size)
        {
            int level = BitOperations.Log2((ulong)(size - start));
            _subtrees.Add(read(level, start >> level));
            start += 1L << level;
        }
    }

    private CompactRange(CompactRange other)
    {
        _hasher = other._hasher;
        _subtrees = [.. other._subtrees];
        Size = other.Size;
    }

    /// <summary>Number of leaves appended.</summary>
    public long Size { get; private set; }

    /// <summary>Adds leaf number <see cref="Size"/>.</summary>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="completed">
    /// Told the level, index and hash of every subtree this leaf completes, level 0 (the leaf) first: what
    /// <see cref="ReadHash"/> must find later.
    /// </param>
    public void Append(Digest leafHash, Action<int, long, Digest>? completed = null)
    {
        Digest hash = leafHash;
        long index = Size;
        int level = 0;
        completed?.Invoke(level, index, hash);
        while ((index & 1) == 1)
        {
            hash = _hasher.Node(_subtrees[^1], hash);
            _subtrees.RemoveAt(_subtrees.Count - 1);
            index >>= 1;
            level++;
            completed?.Invoke(level, index, hash);
        }

        _subtrees.Add(hash);
        Size++;
    }

    /// <summary>Adds many leaves from number <see cref="Size"/> on, as one after the other would, but hashes each level at once.</summary>
    /// <param name="leafHashes">The leaves' hashes.</param>
    /// <param name="completed">
    /// Told the level, index and hash of every subtree these leaves complete: level 0 (the leaves) first, and each level
    /// in the order of its indexes.
    /// </param>
    public void Append(ReadOnlySpan<Digest> leafHashes, Action<int, long, Digest>? completed = null)
    {
        List<Digest> edge = []; // the smallest subtree first
        ReadOnlySpan<Digest> added = leafHashes;
        long first = Size;
        for (int level = 0; !added.IsEmpty; level++)
        {
            for (int i = 0; completed is not null && i < added.Length; i++)
            {
                completed(level, first + i, added[i]);
            }

            // An odd first index is a right child: its left neighbour has waited on the edge.
            if ((first & 1) == 1)
            {
                added = (Digest[])[_subtrees[^1], .. added];
                _subtrees.RemoveAt(_subtrees.Count - 1);
            }

            if (int.IsOddInteger(added.Length))
            {
                edge.Add(added[^1]);
            }

            Digest[] parents = new Digest[added.Length / 2];
            _hasher.Nodes(added[..(2 * parents.Length)], parents);
            added = parents;
            first >>= 1;
        }

        edge.Reverse();
        _subtrees.AddRange(edge);
        Size += leafHashes.Length;
    }

    /// <summary>The root of all leaves appended so far.</summary>
    public Digest Root()
    {
        if (_subtrees.Count == 0)
        {
            return _hasher.Empty;
        }

        Digest root = _subtrees[^1];
        for (int i = _subtrees.Count - 2; i >= 0; i--)
        {
            root = _hasher.Node(_subtrees[i], root);
        }

        return root;
    }

    /// <summary>A copy that grows on its own.</summary>
    public CompactRange Clone() => new(this);
}
