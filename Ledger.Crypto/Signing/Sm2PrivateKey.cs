using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>An SM2 private key that signs with SM3 under the default user id (GB/T 32918.2, GB/T 35276).</summary>
public sealed class Sm2PrivateKey : SoftwareKey
{
    private Sm2PrivateKey(EvpKey key)
        : base(SignatureAlgorithm.Sm2Sm3, key)
    {
    }

    /// <summary>A new random key.</summary>
    public static Sm2PrivateKey Generate() => new(EvpKey.Generate("SM2"));

    /// <summary>The key of an unencrypted PKCS#8 structure in DER.</summary>
    /// <exception cref="CryptographicException">Malformed, of another scheme, or its public half is not that of its secret.</exception>
    public static Sm2PrivateKey FromPkcs8(ReadOnlySpan<byte> der) => new(Read(SignatureAlgorithm.Sm2Sm3, der));
}
