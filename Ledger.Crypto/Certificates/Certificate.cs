using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// An X.509 v3 certificate of an SM2 or P-256 key (RFC 5280, GB/T 20518), as read. Nothing in it is believed before
/// <see cref="CertificateChain"/> has found a path to a trusted root.
/// </summary>
public sealed class Certificate : IEquatable<Certificate>
{
    /// <summary>Longest certificate that is read, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private const int MinSerialNumberBytes = 4;
    private const int MaxSerialNumberBytes = 20;
    private const int Version3 = 2;
    private const string PemLabel = "CERTIFICATE";

    private readonly ReadOnlyMemory<byte> _signedPart;
    private readonly byte[] _signature;
    private readonly SignatureAlgorithm _signatureAlgorithm;
    private readonly DistinguishedName _issuer;
    private readonly DistinguishedName _subject;
    private readonly CertificateExtensions _extensions;

    // The key that is known to have signed this certificate. Set after it was verified, by any thread.
    private volatile VerifyingKey? _signedBy;

    // Checks name their certificates, and the same few are checked all day.
    private string? _text;

    private Certificate(AsnReader reader)
    {
        Raw = reader.PeekEncodedValue();
        AsnReader outer = reader.ReadSequence();
        _signedPart = outer.PeekEncodedValue();
        AsnReader body = outer.ReadSequence();
        _signatureAlgorithm = KeyIdentifiers.ReadSignatureAlgorithm(outer);
        _signature = SignatureEncoding.FromDer(Der.ReadBytesOfBitString(outer));
        outer.ThrowIfNotEmpty();

        ReadVersion(body);
        SerialNumberBytes = ReadSerialNumber(body);
        if (KeyIdentifiers.ReadSignatureAlgorithm(body) != _signatureAlgorithm)
        {
            // RFC 5280, 4.1.1.2
            throw new FormatException("A certificate names two signature algorithms.");
        }

        _issuer = DistinguishedName.Read(body);
        (NotBefore, NotAfter) = ReadValidity(body);
        _subject = DistinguishedName.Read(body);
        PublicKey = KeyIdentifiers.ReadPublicKey(body);
        _extensions = ReadExtensions(body);
        Thumbprint = Sm3.Hash(Raw.Span);
    }

    /// <summary>The DER of the certificate.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>SM3 of <see cref="Raw"/>.</summary>
    public Digest Thumbprint { get; }

    /// <summary>The serial number its issuer gave it, in lower-case hexadecimal.</summary>
    public string SerialNumber => Convert.ToHexStringLower(SerialNumberBytes.Span);

    /// <summary>The holder's name to show, most general part first, e.g. <c>C=CN, O=…, serialNumber=…, CN=…</c>.</summary>
    public string SubjectName => _subject.Text;

    /// <summary>The DER of the holder's name.</summary>
    public ReadOnlyMemory<byte> SubjectNameRaw => _subject.Raw;

    /// <summary>The holder's common name, or null.</summary>
    public string? SubjectCommonName => _subject.Find(Oids.CommonName);

    /// <summary>The holder's organisation, or null.</summary>
    public string? SubjectOrganisation => _subject.Find(Oids.Organisation);

    /// <summary>The holder's unified social credit code (attribute serialNumber, 2.5.4.5), or null.</summary>
    public string? SubjectCode => _subject.Find(Oids.NameSerialNumber);

    /// <summary>The issuer's name to show.</summary>
    public string IssuerName => _issuer.Text;

    /// <summary>The DER of the issuer's name.</summary>
    public ReadOnlyMemory<byte> IssuerNameRaw => _issuer.Raw;

    /// <summary>First second of validity.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Last second of validity.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>The certified key.</summary>
    public VerifyingKey PublicKey { get; }

    /// <summary>Whether the holder may be an issuer (basicConstraints).</summary>
    public bool IsAuthority => _extensions.IsAuthority;

    /// <summary>How many authorities may stand between this one and an end certificate; null for any number.</summary>
    public int? PathLength => _extensions.PathLength;

    /// <summary>What the key may be used for; <see cref="CertificateKeyUsages.None"/> where the certificate doesn't say.</summary>
    public CertificateKeyUsages KeyUsages => _extensions.KeyUsages;

    /// <summary>Object identifiers of the purposes (extendedKeyUsage) the key is limited to; empty for no limit.</summary>
    public IReadOnlyList<string> Purposes => _extensions.Purposes;

    /// <summary>Whether the key may sign at all: it has digitalSignature or nonRepudiation.</summary>
    public bool MaySign => (KeyUsages & (CertificateKeyUsages.DigitalSignature | CertificateKeyUsages.NonRepudiation)) != 0;

    /// <summary>
    /// Whether the key may sign documents: it may sign, and is limited to no purposes, or to some of which one is documents (RFC 9336),
    /// mail, which stands for documents in readers older than that, or any.
    /// </summary>
    public bool MaySignDocuments => MaySign && (Purposes.Count == 0 || Purposes.Any(Oids.DocumentPurposes.Contains));

    /// <summary>Whether signed data by the key is taken: it may sign documents, or is a time-stamping authority's, which has that one purpose (RFC 3161, 2.3).</summary>
    internal bool MaySignData => MaySignDocuments || (MaySign && Purposes is [Oids.TimeStamping]);

    /// <summary>Whether the holder may make seals: its purposes name seal making (制章).</summary>
    public bool MayMakeSeals => MaySign && Purposes.Contains(Oids.SealMaking);

    /// <summary>Whether keys and data may be encrypted for the holder: the encryption certificate of the two (GB/T 20518).</summary>
    public bool MayEncrypt =>
        (KeyUsages & (CertificateKeyUsages.KeyEncipherment | CertificateKeyUsages.DataEncipherment | CertificateKeyUsages.KeyAgreement)) != 0;

    /// <summary>Whether the holder may issue time stamps: that, marked critical, is its one purpose (RFC 3161, 2.3).</summary>
    public bool MayTimeStamp => MaySign && Purposes is [Oids.TimeStamping] && _extensions.ArePurposesCritical;

    /// <summary>Whether the holder may sign verification receipts (核验回执).</summary>
    public bool MaySignReceipts => MaySignDocuments && Purposes.Contains(Oids.ReceiptSigning);

    /// <summary>Contents of the serial number's INTEGER.</summary>
    internal ReadOnlyMemory<byte> SerialNumberBytes { get; }

    /// <summary>The identifier of the key that its issuers' extensions refer to, or null.</summary>
    internal byte[]? SubjectKeyIdentifier => _extensions.SubjectKeyIdentifier;

    /// <summary>Reads a certificate.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes; copied.</param>
    /// <exception cref="FormatException">Not a certificate this code fully understands; unknown critical extensions included.</exception>
    /// <exception cref="CryptographicException">Its public key is not a point of its curve.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der) => KnownCertificates.Get(
        der.Span, () => Der.Read(der.ToArray(), MaxLength, "A certificate", reader => new Certificate(reader)));

    /// <summary>Reads the one certificate of a PEM text.</summary>
    /// <exception cref="FormatException">Not exactly one certificate, or one that <see cref="Parse"/> refuses.</exception>
    /// <exception cref="CryptographicException">Its public key is not a point of its curve.</exception>
    public static Certificate ParsePem(ReadOnlySpan<char> pem) => Parse(Der.ReadPem(pem, PemLabel));

    /// <summary>The certificate as PEM text with a final line feed.</summary>
    public string ToPem() => PemEncoding.WriteString(PemLabel, Raw.Span) + "\n";

    /// <summary>Whether a time, taken in whole seconds, lies within the validity.</summary>
    public bool IsValidAt(DateTimeOffset time) =>
        time >= NotBefore && time.ToUnixTimeSeconds() <= NotAfter.ToUnixTimeSeconds(); // 9999-12-31 has no next second

    /// <summary>Whether the signature on this certificate was made with a key.</summary>
    public bool IsSignedBy(VerifyingKey issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        if (_signedBy is VerifyingKey known && known.Equals(issuer))
        {
            return true;
        }

        if (issuer.Algorithm != _signatureAlgorithm || !issuer.Verify(_signedPart.Span, _signature))
        {
            return false;
        }

        _signedBy = issuer;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Certificate? other) => ReferenceEquals(this, other) || (other is not null && Raw.Span.SequenceEqual(other.Raw.Span));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Certificate);

    /// <inheritdoc/>
    public override int GetHashCode() => Thumbprint.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _text ??= $"{SubjectName} ({SerialNumber})";

    private static void ReadVersion(AsnReader body)
    {
        AsnReader version = body.ReadSequence(Der.Tag(0));
        int number = Der.ReadNumber(version);
        version.ThrowIfNotEmpty();
        if (number != Version3)
        {
            throw new FormatException($"A certificate of version {number + 1} is not read.");
        }
    }

    private static ReadOnlyMemory<byte> ReadSerialNumber(AsnReader body)
    {
        ReadOnlyMemory<byte> serial = body.ReadIntegerBytes();
        bool isPositive = serial.Span[0] < 0x80 && serial.Span.ContainsAnyExcept((byte)0);
        return isPositive && serial.Length is >= MinSerialNumberBytes and <= MaxSerialNumberBytes
            ? serial
            : throw new FormatException(
                $"A serial number is positive and has {MinSerialNumberBytes} to {MaxSerialNumberBytes} bytes.");
    }

    private static (DateTimeOffset NotBefore, DateTimeOffset NotAfter) ReadValidity(AsnReader body)
    {
        AsnReader validity = body.ReadSequence();
        DateTimeOffset notBefore = Der.ReadEitherTime(validity);
        DateTimeOffset notAfter = Der.ReadEitherTime(validity);
        validity.ThrowIfNotEmpty();
        return notBefore <= notAfter
            ? (notBefore, notAfter)
            : throw new FormatException("A certificate ends before it begins.");
    }

    private static CertificateExtensions ReadExtensions(AsnReader body)
    {
        AsnReader explicitTag = body.ReadSequence(Der.Tag(3));
        body.ThrowIfNotEmpty();
        AsnReader list = explicitTag.ReadSequence();
        explicitTag.ThrowIfNotEmpty();
        return CertificateExtensions.Read(list);
    }
}
