using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// That a tree only grew: the newer begins with all the leaves of the older, unchanged (RFC 6962 §2.1.2).
/// </summary>
public static class ConsistencyProof
{
    /// <summary>The hashes that lead from the older root to the newer.</summary>
    /// <returns>At most 64 hashes; none when the older tree is empty or both sizes are equal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Unless 0 ≤ oldSize ≤ newSize.</exception>
    public static Digest[] Prove(MerkleHasher hasher, long oldSize, long newSize, ReadHash read)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
        {
            return [];
        }

        List<Digest> path = [];
        long start = 0;
        long end = newSize;
        while (end != oldSize)
        {
            long middle = start + MerkleTree.SplitOf(end - start);
            if (oldSize <= middle)
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

        // RFC 6962 §2.1.2: where the older tree is itself a subtree of the newer, the verifier has its hash already.
        if (start != 0)
        {
            path.Add(MerkleTree.Range(hasher, start, end, read));
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>Whether the path shows that the newer root's tree begins with the older root's tree.</summary>
    /// <param name="hasher">The hash that the trust policy names for this log.</param>
    /// <param name="oldSize">Number of entries in the older tree, from 0.</param>
    /// <param name="newSize">Number of entries in the newer tree.</param>
    /// <param name="oldRoot">Root of the older tree, from a verified checkpoint.</param>
    /// <param name="newRoot">Root of the newer tree, from a verified checkpoint.</param>
    /// <param name="path">As <see cref="Prove"/> returns it; must be empty from size 0 and between equal sizes.</param>
    /// <returns>False for any proof that does not fit, whatever the reason.</returns>
    public static bool Verify(
        MerkleHasher hasher, long oldSize, long newSize, Digest oldRoot, Digest newRoot, ReadOnlySpan<Digest> path)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return path.IsEmpty && oldRoot == newRoot && (oldSize != 0 || oldRoot == hasher.Empty);
        }

        if (oldSize == 0)
        {
            return path.IsEmpty && oldRoot == hasher.Empty;
        }

        // RFC 9162 §2.1.4.2, step 1: a complete older tree is its own starting point.
        return BitOperations.IsPow2(oldSize)
            ? Fold(hasher, oldSize, newSize, oldRoot, newRoot, oldRoot, path)
            : !path.IsEmpty && Fold(hasher, oldSize, newSize, oldRoot, newRoot, path[0], path[1..]);
    }

    /// <summary>RFC 9162 §2.1.4.2, steps 3 to 7, with its names: computes both roots from the same hashes.</summary>
    private static bool Fold(
        MerkleHasher hasher,
        long oldSize,
        long newSize,
        Digest oldRoot,
        Digest newRoot,
        Digest first,
        ReadOnlySpan<Digest> rest)
    {
        int shift = BitOperations.TrailingZeroCount(oldSize);
        long fn = (oldSize - 1) >> shift;
        long sn = (newSize - 1) >> shift;
        Digest fr = first;
        Digest sr = first;
        foreach (Digest c in rest)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                fr = hasher.Node(c, fr);
                sr = hasher.Node(c, sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                sr = hasher.Node(sr, c);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && fr == oldRoot && sr == newRoot;
    }
}
