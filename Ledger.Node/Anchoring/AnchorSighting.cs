namespace Ledger.Node.Anchoring;

/// <summary>What the nodes say of one transaction.</summary>
/// <param name="Kind">The sum of it.</param>
/// <param name="Block">Number of its block, when it is in one.</param>
/// <param name="Reason">Why it is no better, as a sentence; null when there is nothing to say.</param>
internal sealed record AnchorSighting(AnchorSightingKind Kind, long Block = 0, string? Reason = null);
