using System.Buffers;

namespace Ledger.Api.Documents.Reading;

/// <summary>One piece of what a page shows, in the order of the page.</summary>
/// <param name="Tag">Its standard structure type: <c>H1</c>, <c>P</c>, <c>TH</c>, <c>TD</c>, <c>Figure</c>; <c>Artifact</c> for decoration.</param>
/// <param name="Text">The characters drawn, by the fonts' own tables.</param>
/// <param name="Said">The text given for them to programs that copy or read aloud; null where there is none.</param>
internal sealed record PdfTextElement(string Tag, string Text, string? Said)
{
    private static readonly SearchValues<char> White =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(character => (char)character).Where(char.IsWhiteSpace)]);

    /// <summary>Text without its white space, which only says where lines end.</summary>
    public static string Squeezed(string text) =>
        text.AsSpan().ContainsAny(White) ? string.Concat(text.Where(character => !char.IsWhiteSpace(character))) : text;
}
