using System.Formats.Asn1;

namespace Ledger.Crypto.Certificates;

/// <summary>The attributes a signer signed (RFC 5652, 5.3 and 11).</summary>
internal sealed class SignedAttributes
{
    private const int MaxAttributes = 32;
    private const byte SetOfTag = 0x31;
    private const byte ImplicitTag = 0xA0;

    private readonly Dictionary<string, AsnReader> _values = [];

    private SignedAttributes(AsnReader reader)
    {
        // RFC 5652, 5.4: the signature covers the attributes under the tag of a SET OF.
        Signed = reader.PeekEncodedValue().ToArray();
        Signed[0] = SetOfTag;

        AsnReader attributes = reader.ReadSetOf(Der.Tag(0));
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            string oid = attribute.ReadObjectIdentifier();
            AsnReader values = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            if (_values.Count == MaxAttributes || !_values.TryAdd(oid, values))
            {
                throw new FormatException($"The attribute {oid} occurs twice, or there are too many.");
            }
        }

        ContentType = ReadSingle(Oids.ContentType, value => value.ReadObjectIdentifier());
        MessageDigest = ReadSingle(Oids.MessageDigest, value => value.ReadOctetString());
        SigningCertificate = _values.ContainsKey(Oids.SigningCertificateV2)
            ? ReadSingle(Oids.SigningCertificateV2, SigningCertificate.Read)
            : null;
    }

    /// <summary>The bytes that are signed.</summary>
    public byte[] Signed { get; }

    public string ContentType { get; }

    public byte[] MessageDigest { get; }

    /// <summary>The certificate the signer named, or null.</summary>
    public SigningCertificate? SigningCertificate { get; }

    public static SignedAttributes Read(AsnReader reader) => new(reader);

    /// <summary>The attributes as they stand in the signer's information: under <c>[0]</c> instead of SET OF.</summary>
    public static byte[] AsTagged(ReadOnlySpan<byte> signed)
    {
        byte[] tagged = signed.ToArray();
        tagged[0] = ImplicitTag;
        return tagged;
    }

    private T ReadSingle<T>(string oid, Func<AsnReader, T> read)
    {
        if (!_values.TryGetValue(oid, out AsnReader? values))
        {
            throw new FormatException($"The signed attribute {oid} is missing.");
        }

        T value = read(values);
        values.ThrowIfNotEmpty();
        return value;
    }
}
