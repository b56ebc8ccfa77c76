using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>Audit paths: that an entry is number <c>index</c> of a tree (RFC 6962 §2.1.1).</summary>
public static class InclusionProof
{
    /// <summary>
    /// The siblings on the way from leaf <paramref name="index"/> up to the root of the first <paramref name="size"/>
    /// leaves.
    /// </summary>
    /// <returns>0 to 63 hashes, the leaf's own sibling first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Unless 0 ≤ index &lt; size.</exception>
    public static Digest[] Prove(MerkleHasher hasher, long index, long size, ReadHash read)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        List<Digest> path = [];
        long start = 0;
        long end = size;
        while (end - start > 1)
        {
            long middle = start + MerkleTree.SplitOf(end - start);
            if (index < middle)
            {
                path.Add(MerkleTree.Range(hasher, middle, end, read));
                end = middle;
            }
            else
            {
                path.Add(MerkleTree.Range(hasher, start, middle, read));
                start = middle;
            }
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>
    /// Whether the path leads from the leaf, at exactly this place in a tree of exactly this size, to the root.
    /// </summary>
    /// <param name="hasher">The hash that the trust policy names for this log.</param>
    /// <param name="leafHash">From <see cref="MerkleHasher.Leaf"/> of the entry's bytes, never from the proof.</param>
    /// <param name="index">The entry's number, from 0.</param>
    /// <param name="size">Number of entries in the tree.</param>
    /// <param name="path">The siblings, the leaf's own first.</param>
    /// <param name="root">Root hash from a checkpoint whose signature the caller has already verified.</param>
    /// <returns>False for any proof that does not fit, whatever the reason.</returns>
    public static bool Verify(
        MerkleHasher hasher, Digest leafHash, long index, long size, ReadOnlySpan<Digest> path, Digest root)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        if (index < 0 || index >= size)
        {
            return false;
        }

        // RFC 9162 §2.1.3.2, with its names.
        long fn = index;
        long sn = size - 1;
        Digest r = leafHash;
        foreach (Digest p in path)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                r = hasher.Node(p, r);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                r = hasher.Node(r, p);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && r == root;
    }

    /// <summary>Number of hashes in the path of a leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Unless 0 ≤ index &lt; size.</exception>
    public static int LengthOf(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        // Up to where the ways of this leaf and the last one meet there is a sibling on every level; above, only to the left.
        int shared = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ (size - 1)));
        return shared + BitOperations.PopCount((ulong)(index >> shared));
    }

    /// <summary>The root of all leaves but the last, which the last leaf's path gives.</summary>
    /// <param name="hasher">The hash of this tree.</param>
    /// <param name="pathOfLast">Path of the last leaf, its own sibling first.</param>
    public static Digest RootBeforeLast(MerkleHasher hasher, IReadOnlyList<Digest> pathOfLast)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentNullException.ThrowIfNull(pathOfLast);
        return pathOfLast.Count == 0 ? hasher.Empty : pathOfLast.Skip(1).Aggregate(pathOfLast[0], (root, left) => hasher.Node(left, root));
    }
}
