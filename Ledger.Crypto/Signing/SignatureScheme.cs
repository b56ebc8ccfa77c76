using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>What libcrypto has to be told about each <see cref="SignatureAlgorithm"/>, and the forms of its signatures.</summary>
internal static class SignatureScheme
{
    /// <summary>Length of every signature in the ledger's form.</summary>
    public const int SignatureLength = 64;

    // GB/T 35276, 10: the user id where the parties have agreed on none.
    internal static ReadOnlySpan<byte> DefaultUserId => "1234567812345678"u8;

    /// <summary>Signs with a private key.</summary>
    /// <returns>64 bytes.</returns>
    public static byte[] Sign(SignatureAlgorithm algorithm, EvpKey key, ReadOnlySpan<byte> message)
    {
        byte[] signature = key.Sign(message, DigestOf(algorithm), UserIdOf(algorithm));
        return HasDerForm(algorithm) ? SignatureEncoding.FromDer(signature) : signature;
    }

    /// <summary>Whether the signature is one of the message by this key. False for a wrong length, too.</summary>
    public static bool Verify(
        SignatureAlgorithm algorithm, EvpKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        ReadOnlySpan<byte> native = HasDerForm(algorithm) ? SignatureEncoding.ToDer(signature) : signature;
        return algorithm == SignatureAlgorithm.EcdsaP256Sha256
            ? key.VerifyHash(Digest.Sha256(message).Span, native)
            : key.Verify(message, native, DigestOf(algorithm), UserIdOf(algorithm));
    }

    private static bool HasDerForm(SignatureAlgorithm algorithm) => algorithm != SignatureAlgorithm.Ed25519;

    private static nint DigestOf(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Libcrypto.Sm3,
        SignatureAlgorithm.EcdsaP256Sha256 => Libcrypto.Sha256,
        _ => 0,
    };

    private static ReadOnlySpan<byte> UserIdOf(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.Sm2Sm3 ? DefaultUserId : default;
}
