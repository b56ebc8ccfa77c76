using System.Formats.Asn1;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Writes signed data with one signer, detached or holding a time stamp's information (RFC 5652, 5; GB/T 35275, 8).</summary>
internal sealed class SignedDataWriter(SignedDataSuite suite, Certificate signer)
{
    /// <summary>Signs content that stays outside.</summary>
    public byte[] Write(SigningKey key, IReadOnlyList<Certificate> chain, ReadOnlySpan<byte> content) =>
        Write(key, suite.DataType, SignedData.Version, content, [.. chain.Prepend(signer).Distinct()], WriteDetached);

    /// <summary>Signs the information of a time stamp and puts it in: a token.</summary>
    public byte[] WriteTimeStamp(SigningKey key, IReadOnlyList<Certificate> certificates, byte[] information) =>
        Write(key, Oids.TimeStampInfo, suite.VersionWithContent, information, certificates, writer => WriteInformation(writer, information));

    /// <summary>The most bytes of a detached signature with the signer's certificate alone.</summary>
    public int MostBytes() =>
        Encode(SignedData.Version, [signer], WriteDetached, Attributes(suite.DataType, []), new byte[SignatureEncoding.MaxDerLength]).Length;

    /// <summary>The most bytes of a token.</summary>
    public int MostBytesOfTimeStamp(byte[] information) => Encode(
        suite.VersionWithContent, [signer], writer => WriteInformation(writer, information),
        Attributes(Oids.TimeStampInfo, information), new byte[SignatureEncoding.MaxDerLength]).Length;

    private byte[] Write(
        SigningKey key,
        string contentType,
        int version,
        ReadOnlySpan<byte> content,
        IReadOnlyList<Certificate> certificates,
        Action<AsnWriter> writeContent)
    {
        byte[] attributes = Attributes(contentType, content);
        return Encode(version, certificates, writeContent, attributes, SignatureEncoding.ToDer(key.Sign(attributes)));
    }

    private byte[] Encode(
        int version, IReadOnlyList<Certificate> certificates, Action<AsnWriter> writeContent, byte[] attributes, byte[] signature)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(suite.SignedDataType);
            using (writer.PushSequence(Der.Tag(0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(version);
                using (writer.PushSetOf())
                {
                    KeyIdentifiers.WriteAlgorithm(writer, suite.DigestAlgorithm);
                }

                writeContent(writer);
                WriteCertificates(writer, certificates);
                using (writer.PushSetOf())
                {
                    WriteSigner(writer, attributes, signature);
                }
            }
        }

        return writer.Encode();
    }

    private void WriteDetached(AsnWriter writer) => KeyIdentifiers.WriteAlgorithm(writer, suite.DataType);

    private static void WriteInformation(AsnWriter writer, byte[] information)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.TimeStampInfo);
            using (writer.PushSequence(Der.Tag(0)))
            {
                writer.WriteOctetString(information);
            }
        }
    }

    // Content type, digest and certificate, and no signing time: ETSI EN 319 142-1, 6.3 (PAdES B-B).
    private byte[] Attributes(string contentType, ReadOnlySpan<byte> content)
    {
        byte[] digest = suite.Hash(content).ToArray();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, Oids.ContentType, () => writer.WriteObjectIdentifier(contentType));
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

    private static void WriteCertificates(AsnWriter writer, IReadOnlyList<Certificate> certificates)
    {
        // A client of a time-stamping authority may ask for none.
        if (certificates.Count == 0)
        {
            return;
        }

        using (writer.PushSetOf(Der.Tag(0)))
        {
            foreach (Certificate certificate in certificates)
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
