using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>The newest signed checkpoint and all that it stands for. A value: a newer one is another head.</summary>
/// <param name="Checkpoint">Origin, size and SHA-256 root.</param>
/// <param name="Sm3Root">Root of the SM3 twin tree over the same leaves.</param>
/// <param name="Note">The signed SHA-256 checkpoint, to be passed on byte for byte.</param>
/// <param name="Sm3Note">The signed SM3 checkpoint, to be passed on byte for byte.</param>
/// <param name="MapCommit">The last leaf.</param>
/// <param name="Map">The status map whose root the last leaf commits.</param>
internal sealed record LogHead(
    Checkpoint Checkpoint, Digest Sm3Root, string Note, string Sm3Note, MapCommit MapCommit, StatusMap Map)
{
    /// <summary>Number of leaves.</summary>
    public long Size => Checkpoint.Size;

    /// <summary>The head as signed earlier; the start-up check has compared the notes with the edge.</summary>
    public static LogHead Of(LedgerOptions options, LogEdge edge, HeadRecord signed) => new(
        new Checkpoint(options.Origin, edge.Size, edge.Sha256.Root()),
        edge.Sm3.Root(),
        signed.Note,
        signed.Sm3Note,
        edge.Last ?? throw new ArgumentException("An empty log has no head.", nameof(edge)),
        edge.Map);
}
