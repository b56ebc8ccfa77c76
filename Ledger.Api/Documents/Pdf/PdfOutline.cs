using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Writes the bookmarks: chapters, and the places within them (ISO 32000-1 §12.3.3).</summary>
internal static class PdfOutline
{
    /// <summary>Writes them; the number of their root, or 0 where there are none.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="bookmarks">The places in order; the first is a chapter.</param>
    /// <param name="pages">The objects of the pages.</param>
    public static int Write(PdfOutput output, IReadOnlyList<PdfBookmark> bookmarks, IReadOnlyList<int> pages)
    {
        ArgumentNullException.ThrowIfNull(bookmarks);
        if (bookmarks.Count == 0)
        {
            return 0;
        }

        int root = output.Reserve();
        int[] numbers = [.. bookmarks.Select(_ => output.Reserve())];
        int[] chapters = [.. Enumerable.Range(0, bookmarks.Count).Where(i => bookmarks[i].IsChapter || i == 0)];
        for (int c = 0; c < chapters.Length; c++)
        {
            int end = c + 1 < chapters.Length ? chapters[c + 1] : bookmarks.Count;
            int[] parts = [.. Enumerable.Range(chapters[c] + 1, end - chapters[c] - 1)];
            WriteAll(output, bookmarks, pages, numbers, parts, numbers[chapters[c]]);
            string inner = parts.Length == 0 ? "" : Ends(numbers[parts[0]], numbers[parts[^1]], parts.Length);
            WriteOne(output, bookmarks[chapters[c]], pages, numbers, chapters, c, root, inner);
        }

        output.Object(root, $"<</Type/Outlines{Ends(numbers[chapters[0]], numbers[chapters[^1]], bookmarks.Count)}>>");
        return root;
    }

    private static void WriteAll(
        PdfOutput output, IReadOnlyList<PdfBookmark> bookmarks, IReadOnlyList<int> pages, int[] numbers, int[] places, int parent)
    {
        for (int i = 0; i < places.Length; i++)
        {
            WriteOne(output, bookmarks[places[i]], pages, numbers, places, i, parent, "");
        }
    }

    private static void WriteOne(
        PdfOutput output, PdfBookmark bookmark, IReadOnlyList<int> pages, int[] numbers, int[] siblings, int i, int parent, string inner)
    {
        StringBuilder body = new();
        body.Append(CultureInfo.InvariantCulture, $"<</Title{PdfText.String(bookmark.Title)}/Parent {PdfText.Reference(parent)}");
        if (i > 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"/Prev {PdfText.Reference(numbers[siblings[i - 1]])}");
        }

        if (i + 1 < siblings.Length)
        {
            body.Append(CultureInfo.InvariantCulture, $"/Next {PdfText.Reference(numbers[siblings[i + 1]])}");
        }

        body.Append(CultureInfo.InvariantCulture, $"/Dest[{PdfText.Reference(pages[bookmark.Page])}/XYZ 0 {PdfText.Number(Math.Round(bookmark.Y))} 0]{inner}>>");
        output.Object(numbers[siblings[i]], body.ToString());
    }

    private static string Ends(int first, int last, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"/First {PdfText.Reference(first)}/Last {PdfText.Reference(last)}/Count {count}");
}
