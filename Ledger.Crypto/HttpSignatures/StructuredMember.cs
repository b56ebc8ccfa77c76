namespace Ledger.Crypto.HttpSignatures;

/// <summary>A member of a dictionary (RFC 9651, 3.2): an item, or an inner list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">The item's value; null for an inner list.</param>
/// <param name="Items">The inner list; empty for an item.</param>
/// <param name="Parameters">Those of the item, or of the list.</param>
internal sealed record StructuredMember(
    string Key, object? Value, IReadOnlyList<StructuredItem> Items, IReadOnlyList<StructuredParameter> Parameters);
