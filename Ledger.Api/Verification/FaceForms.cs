using System.Text.RegularExpressions;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>Texts that stand on a licence and do not follow from its data: the check code, and which page of how many.</summary>
internal static partial class FaceForms
{
    public static bool IsPageNumber(string text) => PageNumber().IsMatch(text);

    /// <summary>The check code: a random code, of which the data have a digest only.</summary>
    public static bool IsCheckCode(string text, bool bilingual)
    {
        ArgumentNullException.ThrowIfNull(text);
        string label = PdfTextElement.Squeezed(Furniture.Of(Furniture.CheckCode, bilingual));
        return text.StartsWith(label, StringComparison.Ordinal) && Code().IsMatch(text.AsSpan(label.Length));
    }

    [GeneratedRegex(@"\A第[0-9]{1,4}页，共[0-9]{1,4}页(，下接附页)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\A[0-9A-HJKMNP-TV-Z]{4}(-?[0-9A-HJKMNP-TV-Z]{4}){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
