using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// A revocation list (CRL, RFC 5280, 5, version 2; GB/T 20518, 6), complete and of the certificates of its own issuer. Partial, delta and
/// indirect lists say so by critical extensions and are refused. Nothing in it is believed before its signature is verified.
/// </summary>
public sealed class RevocationList
{
    /// <summary>Longest list that is read, in bytes.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>Most certificates in a list that is read.</summary>
    public const int MaxEntries = 100_000;

    private const int Version2 = 1;
    private const string PemLabel = "X509 CRL";

    private readonly ReadOnlyMemory<byte> _signedPart;
    private readonly byte[] _signature;
    private readonly SignatureAlgorithm _algorithm;
    private readonly DistinguishedName _issuer;
    private readonly Dictionary<string, RevokedCertificate> _entries = [];
    private Certificate? _knownIssuer;

    private RevocationList(AsnReader reader)
    {
        Raw = reader.PeekEncodedValue();
        AsnReader outer = reader.ReadSequence();
        _signedPart = outer.PeekEncodedValue();
        AsnReader body = outer.ReadSequence();
        _algorithm = KeyIdentifiers.ReadSignatureAlgorithm(outer);
        _signature = SignatureEncoding.FromDer(Der.ReadBytesOfBitString(outer));
        outer.ThrowIfNotEmpty();

        if (Der.ReadNumber(body) != Version2 || KeyIdentifiers.ReadSignatureAlgorithm(body) != _algorithm)
        {
            throw new FormatException("A revocation list is not of version 2, or names two signature algorithms.");
        }

        _issuer = DistinguishedName.Read(body);
        ThisUpdate = Der.ReadEitherTime(body);
        NextUpdate = Der.ReadEitherTime(body); // RFC 5280, 5.1.2.5: not optional
        if (NextUpdate <= ThisUpdate)
        {
            throw new FormatException("The next list comes before this one.");
        }

        // RFC 5280, 5.1.2.6: absent where nothing is revoked, never empty.
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            RevocationEntries.Read(body.ReadSequence(), _entries);
        }

        Number = RevocationEntries.ReadListExtensions(body);
        body.ThrowIfNotEmpty();
    }

    /// <summary>The DER of the list.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The issuer's name to show.</summary>
    public string IssuerName => _issuer.Text;

    /// <summary>The DER of the issuer's name.</summary>
    public ReadOnlyMemory<byte> IssuerNameRaw => _issuer.Raw;

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>When the next one is there at the latest: after that this one says nothing new any more.</summary>
    public DateTimeOffset NextUpdate { get; }

    /// <summary>Number of the list in hexadecimal; null where it has none, which RFC 5280 does not allow but old authorities do.</summary>
    public string? Number { get; }

    /// <summary>How many certificates it revokes.</summary>
    public int Count => _entries.Count;

    /// <summary>Reads a list.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes; copied.</param>
    /// <exception cref="FormatException">Not a list this code fully understands; unknown critical extensions included.</exception>
    public static RevocationList Parse(ReadOnlyMemory<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "A revocation list", reader => new RevocationList(reader));

    /// <summary>Reads the one list of a PEM text.</summary>
    /// <exception cref="FormatException">Not exactly one list, or one that <see cref="Parse"/> refuses.</exception>
    public static RevocationList ParsePem(ReadOnlySpan<char> pem) => Parse(Der.ReadPem(pem, PemLabel));

    /// <summary>The list as PEM text with a final line feed.</summary>
    public string ToPem() => PemEncoding.WriteString(PemLabel, Raw.Span) + "\n";

    /// <summary>Whether the certificate's holder issued this list: name, right to sign lists, and signature.</summary>
    public bool IsIssuedBy(Certificate issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        if (issuer.Equals(Volatile.Read(ref _knownIssuer)))
        {
            return true; // a list of some megabytes is hashed once, not for every licence
        }

        bool isIssued = issuer.SubjectNameRaw.Span.SequenceEqual(IssuerNameRaw.Span)
            && issuer.KeyUsages.HasFlag(CertificateKeyUsages.CrlSign)
            && issuer.PublicKey.Algorithm == _algorithm
            && issuer.PublicKey.Verify(_signedPart.Span, _signature);
        if (isIssued)
        {
            Volatile.Write(ref _knownIssuer, issuer);
        }

        return isIssued;
    }

    /// <summary>The entry of a certificate of this list's issuer, or null where the list does not revoke it.</summary>
    /// <param name="serialNumber">As <see cref="Certificate.SerialNumber"/> has it.</param>
    public RevokedCertificate? Find(string serialNumber) => _entries.GetValueOrDefault(serialNumber);
}
