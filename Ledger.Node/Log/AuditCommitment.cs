using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>What an event of the log says of the audit log.</summary>
/// <param name="Index">Log index of the event.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Sha256Root">Root of their SHA-256 tree.</param>
/// <param name="Sm3Root">Root of their SM3 tree.</param>
internal sealed record AuditCommitment(long Index, long Size, Digest Sha256Root, Digest Sm3Root);
