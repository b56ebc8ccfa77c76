using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>An ECDSA private key on P-256 that signs with SHA-256 (FIPS 186-5).</summary>
public sealed class P256PrivateKey : SoftwareKey
{
    private P256PrivateKey(EvpKey key)
        : base(SignatureAlgorithm.EcdsaP256Sha256, key)
    {
    }

    /// <summary>A new random key.</summary>
    public static P256PrivateKey Generate() => new(EvpKey.Generate("EC", "P-256"));

    /// <summary>The key of an unencrypted PKCS#8 structure in DER.</summary>
    /// <exception cref="CryptographicException">Malformed, of another scheme, or its public half is not that of its secret.</exception>
    public static P256PrivateKey FromPkcs8(ReadOnlySpan<byte> der) => new(Read(SignatureAlgorithm.EcdsaP256Sha256, der));
}
