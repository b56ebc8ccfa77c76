using System.Globalization;
using System.Security.Cryptography;

namespace Ledger.Api.Documents.Pdf;

/// <summary>A whole file as its next revision stands on it (ISO 32000-1 §7.5.6).</summary>
/// <param name="Length">How many bytes there are so far; nothing of them changes.</param>
/// <param name="Objects">Number that the next new object gets: the trailer's /Size.</param>
/// <param name="Table">Where the newest cross-reference table begins.</param>
/// <param name="Entries">The trailer's entries that never change, as written: /Root and /Info.</param>
/// <param name="Identifier">The permanent part of the file's identifier, 32 upper-case hexadecimal digits.</param>
/// <param name="Changing">The part that each revision changes; at first the same.</param>
internal sealed record PdfBase(int Length, int Objects, int Table, string Entries, string Identifier, string Changing)
{
    private const int IdentifierBytes = 16;

    /// <summary>The trailer's entries besides /Size and /Prev.</summary>
    public string TrailerEntries => $"{Entries}/ID[<{Identifier}><{Changing}>]";

    /// <summary>The changing part of the next revision (§14.4): of the last one and the place, so that a reader can tell it too.</summary>
    public string NextChanging()
    {
        byte[] material = Convert.FromHexString(Changing + Length.ToString("X8", CultureInfo.InvariantCulture));
        return Convert.ToHexString(SHA256.HashData(material).AsSpan(0, IdentifierBytes));
    }
}
