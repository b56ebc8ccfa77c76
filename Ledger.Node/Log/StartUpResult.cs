namespace Ledger.Node.Log;

/// <summary>What the start-up check found.</summary>
/// <param name="State">Writing, or quarantined with the reason.</param>
/// <param name="Edge">Where the writer goes on; null in quarantine.</param>
/// <param name="Head">What was signed last; null in quarantine. Its size is the edge's, or one group less after a crash.</param>
internal sealed record StartUpResult(WriterState State, LogEdge? Edge, HeadRecord? Head);
