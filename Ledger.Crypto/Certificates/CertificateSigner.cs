using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Lets the framework's certificate requests be signed with a key of ours, SM2 included.</summary>
internal sealed class CertificateSigner(SigningKey key) : X509SignatureGenerator
{
    /// <inheritdoc/>
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        KeyIdentifiers.WriteAlgorithm(writer, KeyIdentifiers.SignatureOid(key.Algorithm));
        return writer.Encode();
    }

    /// <inheritdoc/>
    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
        SignatureEncoding.ToDer(key.Sign(data));

    /// <inheritdoc/>
    protected override PublicKey BuildPublicKey() => KeyIdentifiers.ToPublicKey(key.Algorithm, key.PublicKey);
}
