namespace Ledger.Crypto.HttpSignatures;

/// <summary>A parameter of a structured field (RFC 9651, 3.1.2).</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value"><see cref="long"/>, <see cref="string"/>, <see cref="StructuredToken"/>, <see cref="bool"/> or bytes.</param>
internal sealed record StructuredParameter(string Name, object Value);
