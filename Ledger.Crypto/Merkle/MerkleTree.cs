using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>Roots of RFC 6962 trees, computed from the hashes of their complete subtrees.</summary>
public static class MerkleTree
{
    /// <summary>The root of the first <paramref name="size"/> leaves (RFC 6962 §2.1).</summary>
    /// <param name="hasher">The hash of this tree.</param>
    /// <param name="size">Number of leaves, from 0.</param>
    /// <param name="read">Called for at most 63 complete subtrees, none beyond <paramref name="size"/>.</param>
    public static Digest Root(MerkleHasher hasher, long size, ReadHash read)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? hasher.Empty : Range(hasher, 0, size, read);
    }

    /// <summary>Stored hashes for leaves held in memory.</summary>
    public static ReadHash InMemory(MerkleHasher hasher, IReadOnlyList<Digest> leafHashes)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentNullException.ThrowIfNull(leafHashes);
        List<Digest[]> levels = [[.. leafHashes]];
        while (levels[^1].Length > 1)
        {
            Digest[] level = new Digest[levels[^1].Length / 2];
            hasher.Nodes(levels[^1].AsSpan(0, 2 * level.Length), level);
            levels.Add(level);
        }

        return (level, index) => levels[level][checked((int)index)];
    }

    /// <summary>
    /// The hash of leaves [start, end), where start is a multiple of the smallest power of two that spans them.
    /// </summary>
    internal static Digest Range(MerkleHasher hasher, long start, long end, ReadHash read)
    {
        long count = end - start;
        if (BitOperations.IsPow2(count))
        {
            int level = BitOperations.Log2((ulong)count);
            return read(level, start >> level);
        }

        long middle = start + SplitOf(count);
        return hasher.Node(Range(hasher, start, middle, read), Range(hasher, middle, end, read));
    }

    /// <summary>The largest power of two below <paramref name="count"/> (RFC 6962 §2.1: k &lt; n ≤ 2k).</summary>
    internal static long SplitOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
