using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>An Ed25519 private key (RFC 8032).</summary>
public sealed class Ed25519PrivateKey : SoftwareKey
{
    private const int SeedLength = 32;

    private Ed25519PrivateKey(EvpKey key)
        : base(SignatureAlgorithm.Ed25519, key)
    {
    }

    /// <summary>A new random key.</summary>
    public static Ed25519PrivateKey Generate() => new(EvpKey.Generate("ED25519"));

    /// <summary>The key of an unencrypted PKCS#8 structure in DER.</summary>
    /// <exception cref="CryptographicException">Malformed, of another scheme, or its public half is not that of its secret.</exception>
    public static Ed25519PrivateKey FromPkcs8(ReadOnlySpan<byte> der) => new(Read(SignatureAlgorithm.Ed25519, der));

    /// <summary>The key of a 32-byte seed (RFC 8032, 5.1.5).</summary>
    /// <exception cref="ArgumentException">The seed does not have 32 bytes.</exception>
    public static Ed25519PrivateKey FromSeed(ReadOnlySpan<byte> seed) => seed.Length == SeedLength
        ? new Ed25519PrivateKey(EvpKey.FromRawSecret("ED25519", seed))
        : throw new ArgumentException($"A seed has {SeedLength} bytes, not {seed.Length}.", nameof(seed));
}
