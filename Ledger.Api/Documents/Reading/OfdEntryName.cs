using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>Names of files in packages.</summary>
internal static class OfdEntryName
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A name as this system writes it; some programs write <c>\</c> for <c>/</c> and begin with <c>./</c>.</summary>
    /// <exception cref="OfdRejectedException">It leads out of the package, or is no name.</exception>
    public static string Of(ReadOnlySpan<byte> raw)
    {
        string name;
        try
        {
            name = Strict.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            // Before UTF-8 was usual, each system wrote names its own way; which bytes a name has is all that matters here.
            name = Encoding.Latin1.GetString(raw);
        }

        name = name.Replace('\\', '/');
        name = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        bool leadsOut = name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal)
            || name.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");
        return name.Length is > 0 and <= OfdLimits.NameLength && !leadsOut && !name.Any(char.IsControl)
            ? name
            : throw new OfdRejectedException(OfdRejection.Malformed, "A file of the package has a name that leads out of it, or none.");
    }
}
