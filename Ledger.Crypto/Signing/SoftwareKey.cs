using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>A private key whose secret lies in this process's memory and can therefore be exported.</summary>
public abstract class SoftwareKey : SigningKey
{
    private readonly EvpKey _key;
    private readonly byte[] _publicKey;

    private protected SoftwareKey(SignatureAlgorithm algorithm, EvpKey key)
    {
        Algorithm = algorithm;
        _key = key;
        _publicKey = key.ExportPublicKey();
        if (_publicKey.Length != KeyEncoding.PublicKeyLength(algorithm))
        {
            key.Dispose();
            throw new CryptographicException("The private key carries its public point in compressed form.");
        }
    }

    /// <inheritdoc/>
    public sealed override SignatureAlgorithm Algorithm { get; }

    /// <inheritdoc/>
    public sealed override ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> message) => SignatureScheme.Sign(Algorithm, _key, message);

    /// <summary>The unencrypted private key as PKCS#8 DER (RFC 5208). The caller wipes it after use.</summary>
    public byte[] ExportPkcs8() => _key.ExportPkcs8();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _key.Dispose();
        }
    }

    private protected EvpKey Secret => _key;

    private protected static EvpKey Read(SignatureAlgorithm expected, ReadOnlySpan<byte> der)
    {
        SignatureAlgorithm found = KeyEncoding.AlgorithmOfPkcs8(der);
        return found == expected
            ? EvpKey.FromPkcs8(der)
            : throw new CryptographicException($"The private key is for {found}, not {expected}.");
    }
}
