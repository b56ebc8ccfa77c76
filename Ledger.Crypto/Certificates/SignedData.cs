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

    // SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo, certificates [0], signerInfos SET }
    private SignedData(AsnReader reader)
    {
        AsnReader outer = reader.ReadSequence();
        string type = outer.ReadObjectIdentifier();
        AsnReader explicitTag = outer.ReadSequence(Der.Tag(0));
        outer.ThrowIfNotEmpty();
        AsnReader body = explicitTag.ReadSequence();
        explicitTag.ThrowIfNotEmpty();

        ReadVersion(body);
        AsnReader digestAlgorithms = body.ReadSetOf();
        string announcedDigest = KeyIdentifiers.ReadAlgorithm(digestAlgorithms);
        digestAlgorithms.ThrowIfNotEmpty();
        string contentType = KeyIdentifiers.ReadAlgorithm(body);
        Certificates = ReadCertificates(body);
        AsnReader signers = body.ReadSetOf();
        AsnReader signer = signers.ReadSequence();
        signers.ThrowIfNotEmpty();
        body.ThrowIfNotEmpty();

        ReadVersion(signer);
        Signer = FindSigner(signer.ReadSequence());
        _digestAlgorithm = KeyIdentifiers.ReadAlgorithm(signer);
        _attributes = SignedAttributes.Read(signer);
        _signatureAlgorithm = KeyIdentifiers.ReadAlgorithm(signer);
        _signature = signer.ReadOctetString();
        SkipUnsignedAttributes(signer);

        bool knownType = (type, contentType) is (Oids.SignedData, Oids.Data) or (Oids.GmSignedData, Oids.GmData);
        if (!knownType || announcedDigest != _digestAlgorithm || _attributes.ContentType != contentType)
        {
            throw new FormatException("Signed data contradicts itself, or is not of plain data.");
        }
    }

    /// <summary>Every certificate in the data, none of them trusted, in the order of the encoding.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>The certificate of the signer, one of <see cref="Certificates"/>.</summary>
    public Certificate Signer { get; }

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
        if (!signer.MaySignData || !signer.PublicKey.Equals(new VerifyingKey(key.Algorithm, key.PublicKey.Span)))
        {
            throw new ArgumentException("The certificate is another key's or does not let it sign.", nameof(signer));
        }

        return new SignedDataWriter(suite, signer).Write(key, chain, content);
    }

    /// <summary>Reads signed data. The content is not in it and nothing is verified yet.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes of DER; copied.</param>
    /// <exception cref="FormatException">
    /// Not DER, not exactly one signer with signed attributes, its certificate absent, or a certificate that is not read.
    /// </exception>
    /// <exception cref="CryptographicException">A certificate's public key is not a point of its curve.</exception>
    public static SignedData Parse(ReadOnlySpan<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "Signed data", reader => new SignedData(reader));

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
            string signed = Convert.ToHexStringLower(_attributes.MessageDigest);
            return new SignedDataReport(SignedDataFault.ContentMismatch, $"The content's hash is {digest}, signed was {signed}.");
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

    private static void ReadVersion(AsnReader reader)
    {
        int version = Der.ReadNumber(reader);
        if (version != Version)
        {
            throw new FormatException($"Signed data of version {version} is not read.");
        }
    }

    private static List<Certificate> ReadCertificates(AsnReader body)
    {
        List<Certificate> certificates = [];
        AsnReader set = body.ReadSetOf(Der.Tag(0));
        while (set.HasData)
        {
            certificates.Add(Certificate.Parse(set.ReadEncodedValue()));
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

    // RFC 5652, 5.3: e.g. a time stamp. Nothing in them is signed, so nothing here depends on them.
    private static void SkipUnsignedAttributes(AsnReader signer)
    {
        if (Der.HasTag(signer, 1))
        {
            signer.ReadSetOf(Der.Tag(1));
        }

        signer.ThrowIfNotEmpty();
    }
}
