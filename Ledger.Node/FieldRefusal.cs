namespace Ledger.Node;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field as the caller wrote it, a JSON pointer.</param>
/// <param name="Error">The reason as a code.</param>
/// <param name="Chinese">One whole sentence for people; does not repeat the value.</param>
/// <param name="English">The same sentence in English.</param>
internal sealed record FieldRefusal(string Field, LedgerError Error, string Chinese, string English);
