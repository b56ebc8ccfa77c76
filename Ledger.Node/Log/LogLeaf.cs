using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Node.Log;

/// <summary>A leaf that is being appended, with its hashes in both trees.</summary>
/// <param name="Bytes">As hashed.</param>
/// <param name="Sha256">Its leaf hash in the SHA-256 tree.</param>
/// <param name="Sm3">Its leaf hash in the SM3 twin.</param>
internal sealed record LogLeaf(byte[] Bytes, Digest Sha256, Digest Sm3)
{
    /// <summary>A leaf, hashed.</summary>
    public static LogLeaf Of(byte[] bytes) => new(bytes, MerkleHasher.Sha256.Leaf(bytes), MerkleHasher.Sm3.Leaf(bytes));
}
