namespace Ledger.Crypto.Signing;

/// <summary>That a signature is one of a message by a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Message">The whole message.</param>
/// <param name="Signature">64 bytes, as <see cref="VerifyingKey.Verify(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/> takes them.</param>
public readonly record struct SignatureClaim(VerifyingKey Key, ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature);
