using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// The signing-certificate-v2 attribute (RFC 5035, 3), which binds the signature to one certificate, so that another
/// certificate of the same key can't be put in its place.
/// </summary>
internal sealed class SigningCertificate
{
    private readonly string _digestAlgorithm;
    private readonly byte[] _certificateHash;
    private readonly byte[]? _issuerSerial;

    // SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies OPTIONAL }; the first is the signer's.
    private SigningCertificate(AsnReader reader)
    {
        AsnReader attribute = reader.ReadSequence();
        AsnReader identifier = attribute.ReadSequence().ReadSequence();
        bool isDefault = identifier.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString);
        _digestAlgorithm = isDefault ? Oids.Sha256 : KeyIdentifiers.ReadAlgorithm(identifier);
        if (_digestAlgorithm is not (Oids.Sha256 or Oids.Sm3))
        {
            throw new FormatException($"A certificate hash made with {_digestAlgorithm} is not read.");
        }

        _certificateHash = identifier.ReadOctetString();
        _issuerSerial = identifier.HasData ? identifier.ReadEncodedValue().ToArray() : null;
        identifier.ThrowIfNotEmpty();
    }

    public static SigningCertificate Read(AsnReader reader) => new(reader);

    /// <summary>Writes the attribute's value; the hash is left out where it is the default, SHA-256.</summary>
    public static void Write(AsnWriter writer, SignedDataSuite suite, Certificate signer)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (suite.DigestAlgorithm != Oids.Sha256)
            {
                KeyIdentifiers.WriteAlgorithm(writer, suite.DigestAlgorithm);
            }

            writer.WriteOctetString(suite.Hash(signer.Raw.Span).Span);
        }
    }

    /// <summary>Whether the attribute names this certificate.</summary>
    public bool Names(Certificate certificate)
    {
        bool sameHash = CryptographicOperations.FixedTimeEquals(
            SignedDataSuite.Hash(_digestAlgorithm, certificate.Raw.Span).Span, _certificateHash);
        bool sameIssuer = _issuerSerial is null || _issuerSerial.AsSpan().SequenceEqual(IssuerSerial(certificate));
        return sameHash && sameIssuer;
    }

    // IssuerSerial ::= SEQUENCE { issuer SEQUENCE { [4] Name }, serialNumber INTEGER }
    private static byte[] IssuerSerial(Certificate certificate)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            using (writer.PushSequence(Der.Tag(4)))
            {
                writer.WriteEncodedValue(certificate.IssuerNameRaw.Span);
            }

            writer.WriteInteger(certificate.SerialNumberBytes.Span);
        }

        return writer.Encode();
    }
}
