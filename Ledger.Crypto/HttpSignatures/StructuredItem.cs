namespace Ledger.Crypto.HttpSignatures;

/// <summary>An item of a structured field (RFC 9651, 3.3).</summary>
/// <param name="Value"><see cref="long"/>, <see cref="string"/>, <see cref="StructuredToken"/>, <see cref="bool"/> or bytes.</param>
/// <param name="Parameters">In their order.</param>
internal sealed record StructuredItem(object Value, IReadOnlyList<StructuredParameter> Parameters);
