using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>The written forms of values in documents and policies; each value has exactly one.</summary>
internal static class Forms
{
    private const string DateForm = "yyyy-MM-dd";
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int LongestName = 64;
    private const int AddressLength = 20;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static string Of(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not a date that exists, written 2026-11-21.</exception>
    public static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new FormatException("A date is written yyyy-MM-dd.");

    public static string Of(int place) => place.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not the number of a field, written without leading zeros.</exception>
    public static int Place(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < LicenceDocument.MaximumFields && Of(place) == text
            ? place
            : throw new FormatException("A place is the number of a field.");

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentForm, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not a moment in UTC to the second, written 2026-11-21T09:30:00Z.</exception>
    public static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParseExact(text, MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : throw new FormatException("A moment is written yyyy-MM-ddTHH:mm:ssZ.");

    /// <exception cref="FormatException">Not 32 lower-case hexadecimal characters.</exception>
    public static string Hex16(string text) => text.Length == 32 && !text.AsSpan().ContainsAnyExcept(LowerHex)
        ? text
        : throw new FormatException("16 bytes are written as 32 lower-case hexadecimal characters.");

    /// <summary>A reader of texts of limited length.</summary>
    public static Func<string, string> UpTo(int length) => text => text.Length <= length
        ? text
        : throw new FormatException($"At most {length} characters.");

    /// <summary>A reader of texts of limited length that are not empty.</summary>
    public static Func<string, string> Filled(int length) => text => text.Length > 0
        ? UpTo(length)(text)
        : throw new FormatException("The text is empty.");

    /// <exception cref="FormatException">Empty, or longer than 64 characters.</exception>
    public static string Named(string text) =>
        text.Length > 0 ? UpTo(LongestName)(text) : throw new FormatException("A name is not empty.");

    /// <summary>A reader of base64 of limited length.</summary>
    public static Func<string, ReadOnlyMemory<byte>> Base64(int maximumBytes) => text =>
        text.Length <= (maximumBytes + 2) / 3 * 4 && Encoding.CanonicalBase64.Decode(text) is { } bytes && bytes.Length <= maximumBytes
            ? bytes
            : throw new FormatException($"At most {maximumBytes} bytes of base64.");

    /// <exception cref="FormatException">Not base64 of a certificate.</exception>
    public static Certificate CertificateOf(string text) => CertificateOf(Base64(Certificate.MaxLength)(text));

    /// <exception cref="FormatException">Not the DER of a certificate.</exception>
    public static Certificate CertificateOf(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Certificate.Parse(der);
        }
        catch (CryptographicException e)
        {
            throw new FormatException("A certificate's key is not a point of its curve.", e);
        }
    }

    /// <exception cref="FormatException">Not the origin of a log: one word without white space.</exception>
    public static string Origin(string text) =>
        NoteText.IsName(text) ? UpTo(200)(text) : throw new FormatException("An origin has no white space.");

    /// <exception cref="FormatException">Not <c>0x</c> and 40 lower-case hexadecimal digits.</exception>
    public static string ContractAddress(string text) => BundleJson.ToPrefixedHex(BundleJson.FromPrefixedHex(text, AddressLength));

    /// <exception cref="FormatException">Not an absolute http or https URL.</exception>
    public static Uri HttpAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new FormatException("An address is an absolute http or https URL.");
}
