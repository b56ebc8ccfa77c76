using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// A detached signature with its certificates: CMS (RFC 5652) as CAdES-BES and PAdES B-B want it for P-256, GB/T 35275 for
/// SM2. Exactly one signer, who has signed attributes.
/// </summary>
public sealed class SignedData
{
    /// <summary>Longest signed data that is read, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>RFC 5652, 5.1: plain data, signers named by issuer and serial number.</summary>
    internal const int Version = 1;

    private readonly SignedAttributes _attributes;
    private readonly string _digestAlgorithm;
    private readonly string _signatureAlgorithm;
    private readonly byte[] _signature;
    private readonly UnsignedAttributes _unsigned;

    // SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo, certificates [0], signerInfos SET }
    private SignedData(AsnReader reader, bool isTimeStamp)
    {
        AsnReader outer = reader.ReadSequence();
        string type = outer.ReadObjectIdentifier();
        AsnReader explicitTag = outer.ReadSequence(Der.Tag(0));
        outer.ThrowIfNotEmpty();
        AsnReader body = explicitTag.ReadSequence();
        explicitTag.ThrowIfNotEmpty();

        ReadVersion(body, isTimeStamp ? SignedDataSuite.VersionWithContentOf(type) : Version);
        AsnReader digestAlgorithms = body.ReadSetOf();
        string announcedDigest = KeyIdentifiers.ReadDigestAlgorithm(digestAlgorithms, isTimeStamp);
        digestAlgorithms.ThrowIfNotEmpty();
        (string contentType, Content) = isTimeStamp ? ReadContent(body) : (KeyIdentifiers.ReadAlgorithm(body), default);
        Certificates = ReadCertificates(body);
        AsnReader signers = body.ReadSetOf();
        AsnReader signer = signers.ReadSequence();
        signers.ThrowIfNotEmpty();
        body.ThrowIfNotEmpty();

        ReadVersion(signer, Version);
        Signer = FindSigner(signer.ReadSequence());
        _digestAlgorithm = KeyIdentifiers.ReadDigestAlgorithm(signer, isTimeStamp);
        _attributes = SignedAttributes.Read(signer);
        _signatureAlgorithm = KeyIdentifiers.ReadAlgorithm(signer);
        _signature = signer.ReadOctetString();
        _unsigned = UnsignedAttributes.Read(signer);

        bool knownType = isTimeStamp
            ? (type, contentType) is (Oids.SignedData or Oids.GmSignedData, Oids.TimeStampInfo)
            : (type, contentType) is (Oids.SignedData, Oids.Data) or (Oids.GmSignedData, Oids.GmData);
        if (!knownType || announcedDigest != _digestAlgorithm || _attributes.ContentType != contentType)
        {
            throw new FormatException("Signed data contradicts itself, or is not of plain data.");
        }
    }

    /// <summary>Every certificate in the data, none of them trusted, in the order of the encoding.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>The certificate of the signer, one of <see cref="Certificates"/>.</summary>
    public Certificate Signer { get; }

    /// <summary>The signature value as it stands in the data: what a time stamp of the signature is of (RFC 3161, appendix A).</summary>
    public ReadOnlyMemory<byte> SignatureBytes => _signature;

    /// <summary>DER of the time-stamp token that came with the signature (RFC 3161, appendix A), not verified; null where none did.</summary>
    public ReadOnlyMemory<byte>? TimeStamp => _unsigned.TimeStamp;

    /// <summary>Whether there are unsigned attributes besides <see cref="TimeStamp"/>. Nothing protects them.</summary>
    public bool HasOtherUnsignedAttributes => _unsigned.HasOthers;

    /// <summary>What was signed, where the data hold it: of a time-stamp token its information.</summary>
    internal ReadOnlyMemory<byte> Content { get; }

    /// <summary>Signs content and returns the DER of the detached signature.</summary>
    /// <param name="key">SM2 or P-256.</param>
    /// <param name="signer">The key's certificate, which must let it sign documents.</param>
    /// <param name="chain">Further certificates to put in, for readers who lack them.</param>
    /// <param name="content">What is signed; it is not in the result.</param>
    /// <exception cref="ArgumentException">The certificate is another key's or does not allow this, or the key is Ed25519.</exception>
    public static byte[] CreateDetached(
        SigningKey key, Certificate signer, IReadOnlyList<Certificate> chain, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(chain);
        SignedDataSuite suite = SignedDataSuite.Of(key.Algorithm);
        if (!signer.MaySignData || !signer.PublicKey.IsOf(key))
        {
            throw new ArgumentException("The certificate is another key's or does not let it sign.", nameof(signer));
        }

        return new SignedDataWriter(suite, signer).Write(key, chain, content);
    }

    /// <summary>The most bytes that <see cref="CreateDetached"/> gives for a signer, without further certificates.</summary>
    /// <param name="signer">The signer's certificate.</param>
    /// <param name="token">The most bytes of a token that <see cref="WithTimeStamp"/> adds; 0 for none.</param>
    public static int MostBytes(Certificate signer, int token = 0)
    {
        ArgumentNullException.ThrowIfNull(signer);
        int bare = new SignedDataWriter(SignedDataSuite.Of(signer.PublicKey.Algorithm), signer).MostBytes();
        return token == 0 ? bare : bare + UnsignedAttributes.MostBytesBesideToken + token;
    }

    /// <summary>The same signed data with a time-stamp token of its signature as unsigned attribute: CAdES-T, PAdES B-T.</summary>
    /// <param name="der">Signed data without unsigned attributes, as <see cref="CreateDetached"/> makes them.</param>
    /// <param name="token">DER of the token.</param>
    /// <exception cref="FormatException">The data are not such, or carry unsigned attributes already.</exception>
    public static byte[] WithTimeStamp(ReadOnlyMemory<byte> der, ReadOnlySpan<byte> token) => UnsignedAttributes.Add(der, token);

    /// <summary>Reads signed data. The content is not in it and nothing is verified yet.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes of DER; copied.</param>
    /// <exception cref="FormatException">
    /// Not DER, not exactly one signer with signed attributes, its certificate absent, or a certificate that is not read.
    /// </exception>
    /// <exception cref="CryptographicException">A certificate's public key is not a point of its curve.</exception>
    public static SignedData Parse(ReadOnlySpan<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "Signed data", reader => new SignedData(reader, isTimeStamp: false));

    /// <summary>Reads a time-stamp token: signed data that hold its information (RFC 3161, 2.4.2).</summary>
    /// <exception cref="FormatException">As of <see cref="Parse"/>, or not a token.</exception>
    /// <exception cref="CryptographicException">A certificate's public key is not a point of its curve.</exception>
    internal static SignedData ParseTimeStamp(ReadOnlySpan<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "A time-stamp token", reader => new SignedData(reader, isTimeStamp: true));

    /// <summary>Whether <see cref="Signer"/> signed this content. Whether the signer is trusted is not asked here.</summary>
    public SignedDataReport Verify(ReadOnlySpan<byte> content)
    {
        SignedDataSuite suite = SignedDataSuite.Of(Signer.PublicKey.Algorithm);
        if (_digestAlgorithm != suite.DigestAlgorithm || !suite.Accepts(_signatureAlgorithm))
        {
            return new SignedDataReport(
                SignedDataFault.WrongAlgorithm, $"{_digestAlgorithm} with {_signatureAlgorithm} does not fit the signer's key.");
        }

        Digest digest = suite.Hash(content);
        if (!digest.Span.SequenceEqual(_attributes.MessageDigest))
        {
            return new SignedDataReport(SignedDataFault.ContentMismatch, "The content is not what was signed.");
        }

        if (_attributes.SigningCertificate is null || !_attributes.SigningCertificate.Names(Signer))
        {
            return new SignedDataReport(
                SignedDataFault.WrongSigningCertificate, $"The signed attributes don't name the certificate of {Signer}.");
        }

        if (!Signer.MaySignData)
        {
            return new SignedDataReport(SignedDataFault.KeyUsage, $"The certificate of {Signer} does not let its key sign.");
        }

        return VerifySignature();
    }

    private SignedDataReport VerifySignature()
    {
        if (!SignatureValue.TryRead(_signature, out byte[] raw))
        {
            return new SignedDataReport(SignedDataFault.SignatureEncoding, "The signature value is not well-formed.");
        }

        return Signer.PublicKey.Verify(_attributes.Signed, raw)
            ? new SignedDataReport(SignedDataFault.None, $"{Signer} signed the content.")
            : new SignedDataReport(SignedDataFault.SignatureMismatch, $"The signature was not made with the key of {Signer}.");
    }

    private static void ReadVersion(AsnReader reader, int expected)
    {
        int version = Der.ReadNumber(reader);
        if (version != expected)
        {
            throw new FormatException($"Signed data of version {version} is not read.");
        }
    }

    // EncapsulatedContentInfo ::= SEQUENCE { eContentType, eContent [0] EXPLICIT OCTET STRING OPTIONAL }
    private static (string Type, ReadOnlyMemory<byte> Content) ReadContent(AsnReader body)
    {
        AsnReader information = body.ReadSequence();
        string type = information.ReadObjectIdentifier();
        AsnReader explicitTag = information.ReadSequence(Der.Tag(0));
        information.ThrowIfNotEmpty();
        byte[] content = explicitTag.ReadOctetString();
        explicitTag.ThrowIfNotEmpty();
        return (type, content);
    }

    private static List<Certificate> ReadCertificates(AsnReader body)
    {
        List<Certificate> certificates = [];
        AsnReader set = body.ReadSetOf(Der.Tag(0));
        while (set.HasData)
        {
            Certificate certificate = Certificate.Parse(set.ReadEncodedValue());
            if (certificates.Contains(certificate))
            {
                throw new FormatException("Signed data has a certificate twice."); // nothing protects the set: it has one form
            }

            certificates.Add(certificate);
            if (certificates.Count > CertificateChain.MaxOthers)
            {
                throw new FormatException("Signed data has too many certificates.");
            }
        }

        return certificates;
    }

    private Certificate FindSigner(AsnReader issuerAndSerialNumber)
    {
        ReadOnlyMemory<byte> issuer = issuerAndSerialNumber.ReadEncodedValue();
        ReadOnlyMemory<byte> serial = issuerAndSerialNumber.ReadIntegerBytes();
        issuerAndSerialNumber.ThrowIfNotEmpty();
        return Certificates.FirstOrDefault(certificate =>
                certificate.IssuerNameRaw.Span.SequenceEqual(issuer.Span)
                && certificate.SerialNumberBytes.Span.SequenceEqual(serial.Span))
            ?? throw new FormatException("The signer's certificate is not in the signed data.");
    }
}
