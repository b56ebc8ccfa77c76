namespace Ledger.Node.Exchange;

/// <summary>One page of a directory.</summary>
/// <param name="Entries">At most as many as asked for. Fewer, even none, do not mean that the directory ends.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
internal sealed record DirectoryPage(IReadOnlyList<DirectoryEntry> Entries, string? Cursor);
