namespace Ledger.Node.Log;

/// <summary>What the start-up check found.</summary>
/// <param name="State">Waiting for what others remember, or quarantined with the reason.</param>
/// <param name="Edge">Where the writer goes on; null in quarantine.</param>
/// <param name="Head">What the head file says was signed last: at most one group less than the edge, after a crash.</param>
/// <param name="Locked">What the lock file says: the same as the head file, or one group more; null where it was never written.</param>
/// <param name="AuditHead">What the audit head says; null where it was never written.</param>
internal sealed record StartUpResult(WriterState State, LogEdge? Edge, HeadRecord? Head, HeadRecord? Locked, HeadRecord? AuditHead);
