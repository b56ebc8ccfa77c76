using System.Formats.Asn1;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.Others;

/// <summary>
/// Signed data of others: CMS (RFC 5652), PKCS #7 or GB/T 35275, in DER or BER, with whatever certificates and attributes they put in.
/// Reading is tolerant; one signer only, since no program shows more than one for one signature.
/// </summary>
internal sealed class OthersSignedData
{
    /// <summary>Longest that is read, in bytes: others put whole revocation lists in.</summary>
    public const int MaxLength = 1024 * 1024;

    private const string SigningTime = "1.2.840.113549.1.9.5";
    private const string SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14";
    private const int MaxCertificates = 32;
    private const byte SetOf = 0x31;

    private OthersSignedData(AsnReader reader)
    {
        AsnReader outer = reader.ReadSequence();
        if (outer.ReadObjectIdentifier() is not (Oids.SignedData or Oids.GmSignedData))
        {
            throw new FormatException("It is no signed data.");
        }

        AsnReader body = outer.ReadSequence(Der.Tag(0)).ReadSequence();
        body.ReadEncodedValue();
        body.ReadEncodedValue();
        (ContentType, Content) = ReadContent(body.ReadSequence());
        Certificates = Der.HasTag(body, 0) ? ReadCertificates(body.ReadSetOf(skipSortOrderValidation: true, Der.Tag(0))) : [];
        if (Der.HasTag(body, 1))
        {
            body.ReadEncodedValue();
        }

        AsnReader signers = body.ReadSetOf(skipSortOrderValidation: true);
        AsnReader signer = signers.ReadSequence();
        signers.ThrowIfNotEmpty();
        signer.ReadEncodedValue();
        Signer = Find(signer);
        Digest = ReadAlgorithm(signer);
        ReadAttributes(signer);
        Scheme = ReadAlgorithm(signer);
        Value = signer.ReadOctetString();
        HasTimeStamp = Der.HasTag(signer, 1) && Types(signer.ReadSetOf(skipSortOrderValidation: true, Der.Tag(1))).Contains(SignatureTimeStamp);
    }

    public string ContentType { get; }

    /// <summary>What was put in; null where the content stays outside.</summary>
    public byte[]? Content { get; }

    public IReadOnlyList<OthersCertificate> Certificates { get; }

    /// <summary>The signer's certificate; null where it is not in the data.</summary>
    public OthersCertificate? Signer { get; }

    /// <summary>Identifier of the digest.</summary>
    public string Digest { get; }

    /// <summary>Identifier of the signature's algorithm.</summary>
    public string Scheme { get; }

    public byte[] Value { get; }

    /// <summary>The signed attributes as they are signed; null where there are none and the content itself is signed.</summary>
    public byte[]? SignedAttributes { get; private set; }

    /// <summary>The digest among the signed attributes.</summary>
    public byte[]? MessageDigest { get; private set; }

    /// <summary>When it was signed, by the signer's own word.</summary>
    public DateTimeOffset? OwnTime { get; private set; }

    /// <summary>Whether a time stamp of the signature stands beside it.</summary>
    public bool HasTimeStamp { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static OthersSignedData Parse(ReadOnlyMemory<byte> value)
    {
        if (value.Length > MaxLength)
        {
            throw new FormatException("It is too long.");
        }

        try
        {
            return new OthersSignedData(new AsnReader(value, AsnEncodingRules.BER, new AsnReaderOptions { SkipSetSortOrderVerification = true }));
        }
        catch (Exception e) when (e is AsnContentException or OverflowException)
        {
            throw new FormatException("It is not well-formed.", e);
        }
    }

    private static (string Type, byte[]? Content) ReadContent(AsnReader content)
    {
        string type = content.ReadObjectIdentifier();
        return (type, content.HasData ? content.ReadSequence(Der.Tag(0)).ReadOctetString() : null);
    }

    private static List<OthersCertificate> ReadCertificates(AsnReader set)
    {
        List<OthersCertificate> certificates = [];
        while (set.HasData && certificates.Count < MaxCertificates)
        {
            if (OthersCertificate.TryRead(set.ReadEncodedValue()) is OthersCertificate certificate)
            {
                certificates.Add(certificate);
            }
        }

        return certificates;
    }

    /// <summary>By issuer and serial number, or by the key's identifier.</summary>
    private OthersCertificate? Find(AsnReader signer)
    {
        Asn1Tag byKey = new(TagClass.ContextSpecific, 0);
        if (signer.PeekTag().HasSameClassAndValue(byKey))
        {
            byte[] identifier = signer.ReadOctetString(byKey);
            return Certificates.FirstOrDefault(certificate => certificate.SubjectKeyIdentifier?.AsSpan().SequenceEqual(identifier) == true);
        }

        AsnReader names = signer.ReadSequence();
        ReadOnlyMemory<byte> issuer = names.ReadEncodedValue();
        ReadOnlyMemory<byte> serial = names.ReadIntegerBytes();
        return Certificates.FirstOrDefault(certificate =>
            certificate.IssuerName.Span.SequenceEqual(issuer.Span) && certificate.SerialNumber.Span.SequenceEqual(serial.Span));
    }

    private void ReadAttributes(AsnReader signer)
    {
        if (!Der.HasTag(signer, 0))
        {
            return;
        }

        SignedAttributes = signer.PeekEncodedValue().ToArray();
        SignedAttributes[0] = SetOf;
        HashSet<string> seen = [];
        AsnReader attributes = signer.ReadSetOf(skipSortOrderValidation: true, Der.Tag(0));
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            string type = attribute.ReadObjectIdentifier();
            AsnReader values = attribute.ReadSetOf(skipSortOrderValidation: true);
            if (!seen.Add(type))
            {
                throw new FormatException("A signed attribute stands twice.");
            }

            switch (type)
            {
                case Oids.MessageDigest:
                    MessageDigest = values.ReadOctetString();
                    break;
                case Oids.ContentType when values.ReadObjectIdentifier() != ContentType:
                    throw new FormatException("The signed attributes name another kind of content.");
                case SigningTime:
                    OwnTime = values.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? values.ReadUtcTime() : values.ReadGeneralizedTime();
                    break;
                default:
                    break;
            }
        }
    }

    private static List<string> Types(AsnReader attributes)
    {
        List<string> types = [];
        while (attributes.HasData)
        {
            types.Add(attributes.ReadSequence().ReadObjectIdentifier());
        }

        return types;
    }

    private static string ReadAlgorithm(AsnReader reader) => reader.ReadSequence().ReadObjectIdentifier();
}
