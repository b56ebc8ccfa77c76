namespace Ledger.Node.Licences;

/// <summary>One page of an answer.</summary>
/// <param name="Licences">At most as many as asked for, in the order of the query. Fewer, even none, do not mean that the answer ends.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
internal sealed record LicencePage(IReadOnlyList<Licence> Licences, string? Cursor);
