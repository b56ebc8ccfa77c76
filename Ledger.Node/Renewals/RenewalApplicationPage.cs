namespace Ledger.Node.Renewals;

/// <summary>One page of applications that wait.</summary>
/// <param name="Applications">The oldest first. Fewer than asked for do not mean that the list ends.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
internal sealed record RenewalApplicationPage(IReadOnlyList<RenewalApplication> Applications, string? Cursor);
