using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The hashes of the status map: those of the Jellyfish Merkle tree (Diem, Aptos, Penumbra), over any hash function.
/// </summary>
internal static class StatusMapHash
{
    /// <summary>Bits in a key: no path is longer.</summary>
    public const int MaxDepth = 8 * Digest.Length;

    /// <summary>Stands for an empty subtree. It is text, so nobody can know a node with this hash.</summary>
    public static Digest Placeholder { get; } = new("SPARSE_MERKLE_PLACEHOLDER_HASH__"u8);

    private static ReadOnlySpan<byte> LeafTag => "JMT::LeafNode"u8;

    private static ReadOnlySpan<byte> BranchTag => "JMT::IntrnalNode"u8; // spelt so in the original

    /// <summary>The hash of a subtree that holds one key only, wherever it is.</summary>
    public static Digest Leaf(MerkleHasher hasher, Digest key, Digest valueHash) =>
        hasher.HashPair(LeafTag, key, valueHash);

    /// <summary>The hashes of many such subtrees, from each one's key and value hash.</summary>
    public static void Leaves(MerkleHasher hasher, ReadOnlySpan<Digest> keysAndValueHashes, Span<Digest> hashes) =>
        hasher.HashPairs(LeafTag, keysAndValueHashes, hashes);

    /// <summary>The hash of a subtree that holds two or more keys.</summary>
    public static Digest Branch(MerkleHasher hasher, Digest left, Digest right) =>
        hasher.HashPair(BranchTag, left, right);

    /// <summary>The hashes of many such subtrees, from each one's left and right.</summary>
    public static void Branches(MerkleHasher hasher, ReadOnlySpan<Digest> children, Span<Digest> hashes) =>
        hasher.HashPairs(BranchTag, children, hashes);

    /// <summary>
    /// Bit <paramref name="depth"/> of the key, the most significant first: whether the path turns right there.
    /// </summary>
    public static bool TurnsRight(Digest key, int depth) => ((key.Span[depth / 8] >> (7 - (depth % 8))) & 1) == 1;
}
