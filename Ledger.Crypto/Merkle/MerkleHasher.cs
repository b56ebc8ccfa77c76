using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// The leaf and node hashes of RFC 6962 §2.1 over one hash function. Which one a tree uses follows from its origin in
/// the trust policy, never from the proof, so that nobody can choose the weaker.
/// </summary>
public abstract class MerkleHasher
{
    private const int StackLimit = 1024;

    private protected MerkleHasher()
    {
    }

    /// <summary>SHA-256, as every other transparency log has it.</summary>
    public static MerkleHasher Sha256 { get; } = new Sha256MerkleHasher();

    /// <summary>SM3 (GB/T 32905), for the twin tree, the status map and the fields of a document.</summary>
    public static MerkleHasher Sm3 { get; } = new Sm3MerkleHasher();

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public Digest Empty => Hash([]);

    /// <summary>The bare hash function.</summary>
    public abstract Digest Hash(ReadOnlySpan<byte> data);

    /// <summary>The hash of one entry.</summary>
    public Digest Leaf(ReadOnlySpan<byte> entry)
    {
        int length = 1 + entry.Length;
        Span<byte> input = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        input[0] = 0x00; // RFC 6962 §2.1: a leaf can never be taken for a node
        entry.CopyTo(input[1..]);
        return Hash(input[..length]);
    }

    /// <summary>The hash of two neighbouring subtrees.</summary>
    public Digest Node(Digest left, Digest right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Digest.Length)];
        input[0] = 0x01; // RFC 6962 §2.1
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Digest.Length)..]);
        return Hash(input);
    }
}
