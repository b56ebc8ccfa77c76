namespace Ledger.Crypto.HttpSignatures;

/// <summary>A token of a structured field (RFC 9651, 3.3.4): a word without quotes.</summary>
internal sealed record StructuredToken(string Text);
