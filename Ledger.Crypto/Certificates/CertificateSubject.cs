using System.Formats.Asn1;

namespace Ledger.Crypto.Certificates;

/// <summary>Who a certificate is for, written as <c>C=CN, O=…, serialNumber=…, CN=…</c>.</summary>
/// <param name="Organisation">Name of the authority, 1 to 64 characters.</param>
/// <param name="Code">Its unified social credit code, 18 letters and digits, or null for none.</param>
/// <param name="CommonName">What the key is for, 1 to 64 characters.</param>
public sealed record CertificateSubject(string Organisation, string? Code, string CommonName)
{
    // RFC 5280, appendix A: ub-organization-name and ub-common-name.
    private const int MaxCharacters = 64;

    private const int CodeCharacters = 18;

    /// <summary>The DER of the name.</summary>
    /// <exception cref="ArgumentException">A part is empty, too long or not of its alphabet.</exception>
    internal byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Write(writer, Oids.Country, "CN", UniversalTagNumber.PrintableString);
            Write(writer, Oids.Organisation, Checked(Organisation), UniversalTagNumber.UTF8String);
            if (Code is not null)
            {
                Write(writer, Oids.NameSerialNumber, CheckedCode(Code), UniversalTagNumber.PrintableString);
            }

            Write(writer, Oids.CommonName, Checked(CommonName), UniversalTagNumber.UTF8String);
        }

        return writer.Encode();
    }

    private static void Write(AsnWriter writer, string oid, string value, UniversalTagNumber type)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(type, value);
        }
    }

    private static string Checked(string value) => value is { Length: > 0 and <= MaxCharacters }
        ? value
        : throw new ArgumentException($"A part of a name has 1 to {MaxCharacters} characters.", nameof(value));

    private static string CheckedCode(string code) =>
        code.Length == CodeCharacters && code.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            ? code
            : throw new ArgumentException($"A unified social credit code has {CodeCharacters} letters and digits.", nameof(code));
}
