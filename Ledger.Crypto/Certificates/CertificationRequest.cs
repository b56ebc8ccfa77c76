using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// A request for a certificate (PKCS#10, RFC 2986; 证书申请) of an SM2 or P-256 key. An SM2 request is signed under the default user id,
/// which <c>openssl req</c> has to be told: <c>-sigopt distid:…</c> and <c>-vfyopt distid:…</c>.
/// </summary>
public sealed class CertificationRequest
{
    /// <summary>Longest request that is read, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private const string PemLabel = "CERTIFICATE REQUEST";

    private readonly DistinguishedName _subject;

    private CertificationRequest(AsnReader reader)
    {
        Raw = reader.PeekEncodedValue();
        AsnReader outer = reader.ReadSequence();
        ReadOnlyMemory<byte> signedPart = outer.PeekEncodedValue();
        AsnReader info = outer.ReadSequence();
        SignatureAlgorithm algorithm = KeyIdentifiers.ReadSignatureAlgorithm(outer);
        byte[] signature = SignatureEncoding.FromDer(Der.ReadBytesOfBitString(outer));
        outer.ThrowIfNotEmpty();

        if (Der.ReadNumber(info) != 0)
        {
            throw new FormatException("The version of a certification request is 0.");
        }

        _subject = DistinguishedName.Read(info);
        PublicKey = KeyIdentifiers.ReadPublicKey(info);
        ReadAttributes(info);
        info.ThrowIfNotEmpty();
        IsSignedByItsKey = PublicKey.Algorithm == algorithm && PublicKey.Verify(signedPart.Span, signature);
    }

    /// <summary>The DER of the request.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The name asked for, to show.</summary>
    public string SubjectName => _subject.Text;

    /// <summary>The DER of the name asked for.</summary>
    public ReadOnlyMemory<byte> SubjectNameRaw => _subject.Raw;

    /// <summary>The unified social credit code in the name asked for, or null.</summary>
    public string? SubjectCode => _subject.Find(Oids.NameSerialNumber);

    /// <summary>The key.</summary>
    public VerifyingKey PublicKey { get; }

    /// <summary>Whether the request was signed with the key in it: the requester has the private key.</summary>
    public bool IsSignedByItsKey { get; }

    /// <summary>Makes a request.</summary>
    /// <param name="key">SM2 or P-256, in memory or in a module.</param>
    /// <param name="subject">Whose the key is.</param>
    /// <exception cref="ArgumentException">A wrong name, or an Ed25519 key.</exception>
    /// <exception cref="CryptographicException">The key or its module failed.</exception>
    public static CertificationRequest Create(SigningKey key, CertificateSubject subject)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(subject);
        AsnWriter info = new(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            info.WriteInteger(0);
            info.WriteEncodedValue(subject.Encode());
            info.WriteEncodedValue(KeyIdentifiers.ToPublicKey(key.Algorithm, key.PublicKey).ExportSubjectPublicKeyInfo());

            // RFC 2986, 4.1: the attributes stand there even where there are none.
            info.PushSetOf(Der.Tag(0)).Dispose();
        }

        return Parse(KeyIdentifiers.Sign(info.Encode(), key));
    }

    /// <summary>Reads a request. Its signature is not required here: <see cref="IsSignedByItsKey"/> tells.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes; copied.</param>
    /// <exception cref="FormatException">Not a request this code fully understands.</exception>
    /// <exception cref="CryptographicException">Its public key is not a point of its curve.</exception>
    public static CertificationRequest Parse(ReadOnlyMemory<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "A certification request", reader => new CertificationRequest(reader));

    /// <summary>Reads the one request of a PEM text.</summary>
    /// <exception cref="FormatException">Not exactly one request, or one that <see cref="Parse"/> refuses.</exception>
    /// <exception cref="CryptographicException">Its public key is not a point of its curve.</exception>
    public static CertificationRequest ParsePem(ReadOnlySpan<char> pem) => Parse(Der.ReadPem(pem, PemLabel));

    /// <summary>The request as PEM text with a final line feed.</summary>
    public string ToPem() => PemEncoding.WriteString(PemLabel, Raw.Span) + "\n";

    // Attributes ask for things that the authority's template decides: they are read for their form only.
    private static void ReadAttributes(AsnReader info)
    {
        AsnReader attributes = info.ReadSetOf(Der.Tag(0));
        HashSet<string> seen = [];
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            if (!seen.Add(attribute.ReadObjectIdentifier()))
            {
                throw new FormatException("An attribute of the request occurs twice.");
            }

            attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
        }
    }
}
