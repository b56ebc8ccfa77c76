namespace Ledger.Crypto.Verification;

/// <summary>One item on the face of a licence (照面), salted so that it can be shown or withheld on its own.</summary>
/// <param name="Name">The field's national short name, for example <c>TYSHXYDM</c>.</param>
/// <param name="Value">The value as printed.</param>
/// <param name="Salt">32 lower-case hexadecimal characters: 128 random bits, so that a withheld value can't be guessed from its hash.</param>
public sealed record FaceField(string Name, string Value, string Salt);
