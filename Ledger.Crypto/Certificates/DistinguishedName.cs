using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Ledger.Crypto.Certificates;

/// <summary>A parsed X.501 name: its bytes, which is what names are compared by, and a form to show.</summary>
internal sealed class DistinguishedName
{
    private const int MaxAttributes = 32;

    private readonly List<KeyValuePair<string, string>> _attributes = [];

    private DistinguishedName(AsnReader reader)
    {
        Raw = reader.PeekEncodedValue();
        AsnReader parts = reader.ReadSequence();
        while (parts.HasData)
        {
            AsnReader part = parts.ReadSetOf();
            do
            {
                Add(part.ReadSequence());
            }
            while (part.HasData);
        }

        if (_attributes.Count == 0)
        {
            throw new FormatException("A name is empty.");
        }
    }

    /// <summary>The DER of the name.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The attributes as encoded, most general first, e.g. <c>C=CN, O=…, CN=…</c>.</summary>
    public string Text => string.Join(", ", _attributes.Select(a => $"{Label(a.Key)}={Escape(a.Value)}"));

    public static DistinguishedName Read(AsnReader reader) => new(reader);

    /// <summary>The value of an attribute, or null.</summary>
    public string? Find(string oid) => _attributes.FirstOrDefault(a => a.Key == oid).Value;

    private void Add(AsnReader attribute)
    {
        string oid = attribute.ReadObjectIdentifier();
        string value = ReadValue(attribute);
        attribute.ThrowIfNotEmpty();

        // Two values would let two readers see two different holders.
        bool mustBeUnique = oid is Oids.CommonName or Oids.NameSerialNumber;
        if (_attributes.Count == MaxAttributes || (mustBeUnique && Find(oid) is not null))
        {
            throw new FormatException($"A name has too many attributes of {oid}.");
        }

        _attributes.Add(new KeyValuePair<string, string>(oid, value));
    }

    private static string ReadValue(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        UniversalTagNumber type = (UniversalTagNumber)tag.TagValue;
        bool isText = tag.TagClass == TagClass.Universal && type is UniversalTagNumber.UTF8String
            or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.BMPString;

        // RFC 4514, 2.4: what has no text form is shown as the hexadecimal of its encoding.
        return isText ? reader.ReadCharacterString(type) : $"#{Convert.ToHexStringLower(reader.ReadEncodedValue().Span)}";
    }

    private static string Label(string oid) => oid switch
    {
        Oids.CommonName => "CN",
        Oids.NameSerialNumber => "serialNumber",
        Oids.Country => "C",
        Oids.Locality => "L",
        Oids.Province => "ST",
        Oids.Organisation => "O",
        Oids.OrganisationalUnit => "OU",
        _ => oid,
    };

    private static string Escape(string value)
    {
        StringBuilder text = new(value.Length);
        foreach (char c in value)
        {
            bool isInvisible = char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format;
            _ = c switch
            {
                ',' or '+' or '=' or '\\' => text.Append('\\').Append(c),
                // Marks that reorder or hide text would let one name look like another.
                _ when isInvisible => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }
}
