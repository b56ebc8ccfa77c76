using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The way from a key's place in the status map up to the root. Shows that the key has a value or that the map lacks
/// it: because its place is empty, or because another key is alone there.
/// </summary>
/// <param name="Siblings">At most 256 hashes, the lowest first; null for an empty subtree.</param>
/// <param name="Other">The other key alone in this place; only in a proof of absence.</param>
public sealed record StatusMapProof(IReadOnlyList<Digest?> Siblings, StatusMapLeaf? Other = null)
{
    /// <summary>Whether the map of this root gives the key this value.</summary>
    /// <param name="hasher">The hash that the trust policy names for this map.</param>
    /// <param name="key">The key asked for.</param>
    /// <param name="valueHash">Computed from the shown status, never taken from the proof.</param>
    /// <param name="root">
    /// From a <see cref="MapCommit"/> whose place in the log the caller has already verified.
    /// </param>
    /// <returns>False for any proof that does not fit, whatever the reason.</returns>
    public bool VerifyInclusion(MerkleHasher hasher, Digest key, Digest valueHash, Digest root)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        return Other is null && RootWith(hasher, key, valueHash) == root;
    }

    /// <summary>Whether the map of this root lacks the key.</summary>
    /// <param name="hasher">The hash that the trust policy names for this map.</param>
    /// <param name="key">The key asked for.</param>
    /// <param name="root">
    /// From a <see cref="MapCommit"/> whose place in the log the caller has already verified.
    /// </param>
    /// <returns>False for any proof that does not fit, whatever the reason.</returns>
    public bool VerifyAbsence(MerkleHasher hasher, Digest key, Digest root)
    {
        ArgumentNullException.ThrowIfNull(hasher);

        // Another key shows absence only from the very place where the asked one would have to be.
        bool isAbsent = Other is null || (Other.Key != key && SharesFirstBits(Other.Key, key, Siblings.Count));
        return isAbsent && RootWith(hasher, key, valueHash: null) == root;
    }

    /// <summary>The root that the proof leads to from this value, or from absence; null where it cannot be a proof. Proves nothing.</summary>
    internal Digest? RootWith(MerkleHasher hasher, Digest key, Digest? valueHash)
    {
        if (!HasShapeOfATree())
        {
            return null;
        }

        Digest hash = valueHash is Digest value ? StatusMapHash.Leaf(hasher, key, value)
            : Other is not null ? StatusMapHash.Leaf(hasher, Other.Key, Other.ValueHash)
            : StatusMapHash.Placeholder;
        for (int i = 0; i < Siblings.Count; i++)
        {
            Digest sibling = Siblings[i] ?? StatusMapHash.Placeholder;
            hash = StatusMapHash.TurnsRight(key, Siblings.Count - 1 - i)
                ? StatusMapHash.Branch(hasher, sibling, hash)
                : StatusMapHash.Branch(hasher, hash, sibling);
        }

        return hash;
    }

    /// <summary>
    /// A place is only as deep as it takes to part from another key, so the lowest sibling is never empty. And
    /// emptiness has one form, null, so that nothing passes for it at the wrong depth.
    /// </summary>
    private bool HasShapeOfATree() => Siblings.Count <= StatusMapHash.MaxDepth
        && (Siblings.Count == 0 || Siblings[0] is not null)
        && !Siblings.Contains(StatusMapHash.Placeholder);

    private static bool SharesFirstBits(Digest a, Digest b, int count)
    {
        if (count > StatusMapHash.MaxDepth)
        {
            return false;
        }

        for (int depth = 0; depth < count; depth++)
        {
            if (StatusMapHash.TurnsRight(a, depth) != StatusMapHash.TurnsRight(b, depth))
            {
                return false;
            }
        }

        return true;
    }
}
