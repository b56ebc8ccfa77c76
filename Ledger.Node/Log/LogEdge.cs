using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>All the writer must remember to go on: the right edges of both trees, the status map, the last leaf.</summary>
/// <param name="Sha256">Right edge of the SHA-256 tree; not to be appended to, but cloned.</param>
/// <param name="Sm3">Right edge of the SM3 tree; not to be appended to, but cloned.</param>
/// <param name="Map">The status map over all leaves.</param>
/// <param name="Last">The last leaf, or null for an empty log.</param>
internal sealed record LogEdge(CompactRange Sha256, CompactRange Sm3, StatusMap Map, MapCommit? Last)
{
    /// <summary>The edge of a log without leaves.</summary>
    public static LogEdge Empty =>
        new(new CompactRange(MerkleHasher.Sha256), new CompactRange(MerkleHasher.Sm3), StatusMap.Empty(MerkleHasher.Sm3), Last: null);

    /// <summary>Number of leaves.</summary>
    public long Size => Sha256.Size;
}
