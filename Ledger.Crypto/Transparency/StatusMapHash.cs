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

    /// <summary>The hash of a subtree that holds one key only, wherever it is.</summary>
    public static Digest Leaf(MerkleHasher hasher, Digest key, Digest valueHash) =>
        Pair(hasher, "JMT::LeafNode"u8, key, valueHash);

    /// <summary>The hash of a subtree that holds two or more keys.</summary>
    public static Digest Branch(MerkleHasher hasher, Digest left, Digest right) =>
        Pair(hasher, "JMT::IntrnalNode"u8, left, right); // spelt so in the original

    /// <summary>
    /// Bit <paramref name="depth"/> of the key, the most significant first: whether the path turns right there.
    /// </summary>
    public static bool TurnsRight(Digest key, int depth) => ((key.Span[depth / 8] >> (7 - (depth % 8))) & 1) == 1;

    private static Digest Pair(MerkleHasher hasher, ReadOnlySpan<byte> tag, Digest first, Digest second)
    {
        Span<byte> input = stackalloc byte[tag.Length + (2 * Digest.Length)];
        tag.CopyTo(input);
        first.CopyTo(input[tag.Length..]);
        second.CopyTo(input[(tag.Length + Digest.Length)..]);
        return hasher.Hash(input);
    }
}
