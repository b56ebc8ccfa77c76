using System.Formats.Asn1;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Writes detached signed data with one signer (RFC 5652, 5; GB/T 35275, 8).</summary>
internal sealed class SignedDataWriter(SignedDataSuite suite, Certificate signer)
{
    public byte[] Write(SigningKey key, IReadOnlyList<Certificate> chain, ReadOnlySpan<byte> content)
    {
        byte[] attributes = Attributes(content);
        byte[] signature = SignatureEncoding.ToDer(key.Sign(attributes));

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(suite.SignedDataType);
            using (writer.PushSequence(Der.Tag(0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(SignedData.Version);
                using (writer.PushSetOf())
                {
                    KeyIdentifiers.WriteAlgorithm(writer, suite.DigestAlgorithm);
                }

                KeyIdentifiers.WriteAlgorithm(writer, suite.DataType);
                WriteCertificates(writer, chain);
                using (writer.PushSetOf())
                {
                    WriteSigner(writer, attributes, signature);
                }
            }
        }

        return writer.Encode();
    }

    // Content type, digest and certificate, and no signing time: ETSI EN 319 142-1, 6.3 (PAdES B-B).
    private byte[] Attributes(ReadOnlySpan<byte> content)
    {
        byte[] digest = suite.Hash(content).ToArray();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, Oids.ContentType, () => writer.WriteObjectIdentifier(suite.DataType));
            WriteAttribute(writer, Oids.MessageDigest, () => writer.WriteOctetString(digest));
            WriteAttribute(writer, Oids.SigningCertificateV2, () => SigningCertificate.Write(writer, suite, signer));
        }

        return writer.Encode();
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                writeValue();
            }
        }
    }

    private void WriteCertificates(AsnWriter writer, IReadOnlyList<Certificate> chain)
    {
        using (writer.PushSetOf(Der.Tag(0)))
        {
            foreach (Certificate certificate in chain.Prepend(signer).Distinct())
            {
                writer.WriteEncodedValue(certificate.Raw.Span);
            }
        }
    }

    private void WriteSigner(AsnWriter writer, byte[] attributes, byte[] signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(SignedData.Version);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(signer.IssuerNameRaw.Span);
                writer.WriteInteger(signer.SerialNumberBytes.Span);
            }

            KeyIdentifiers.WriteAlgorithm(writer, suite.DigestAlgorithm);
            writer.WriteEncodedValue(SignedAttributes.AsTagged(attributes));
            KeyIdentifiers.WriteAlgorithm(writer, suite.SignatureAlgorithm);
            writer.WriteOctetString(signature);
        }
    }
}
