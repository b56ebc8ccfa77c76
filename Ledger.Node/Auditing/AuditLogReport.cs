using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Auditing;

/// <summary>What checking a stored audit log found.</summary>
/// <param name="Size">Number of entries added up.</param>
/// <param name="Sha256Root">Root over them.</param>
/// <param name="Commitments">Number of events of the log that were compared.</param>
/// <param name="Committed">Number of entries under the newest of them. Those behind it rest on the audit head alone.</param>
/// <param name="Difference">The first difference, or null.</param>
internal sealed record AuditLogReport(long Size, Digest Sha256Root, int Commitments, long Committed, ReplayDifference? Difference);
