using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>What a replay of the whole log found.</summary>
/// <param name="Size">Leaves replayed without a difference.</param>
/// <param name="Events">Events among them.</param>
/// <param name="LostBodies">Events whose leaf was recovered from a mirror and whose body is lost.</param>
/// <param name="Sha256Root">Root of the SHA-256 tree recomputed over them.</param>
/// <param name="Sm3Root">Root of the SM3 tree recomputed over them.</param>
/// <param name="MapRoot">Root of the status map recomputed from them.</param>
/// <param name="Difference">The first thing stored that differs from what the log adds up to, or null: all is well.</param>
internal sealed record ReplayReport(
    long Size, long Events, long LostBodies, Digest Sha256Root, Digest Sm3Root, Digest MapRoot, ReplayDifference? Difference);
