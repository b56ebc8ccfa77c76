namespace Ledger.Node.Renewals;

/// <summary>One page of drafts.</summary>
/// <param name="Drafts">In the order of their last days. Fewer than asked for, even none, do not mean that the list ends.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
internal sealed record RenewalPage(IReadOnlyList<RenewalDraft> Drafts, string? Cursor);
