namespace Ledger.Crypto.HttpSignatures;

/// <summary>What of an answer can be signed.</summary>
/// <param name="Status">HTTP status, three digits.</param>
/// <param name="Fields">Name in small letters → value; of a field sent in several lines, the values joined by comma and space (RFC 9421, 2.1).</param>
public sealed record HttpAnswerParts(int Status, IReadOnlyDictionary<string, string> Fields);
