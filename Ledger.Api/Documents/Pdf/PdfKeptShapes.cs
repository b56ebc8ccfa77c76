using System.Runtime.CompilerServices;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>The path operators of shapes that are drawn on many licences, compressed once: an authority's seal is most of what a page draws.</summary>
internal static class PdfKeptShapes
{
    // As long as whoever draws it keeps the shape, and no longer.
    private static readonly ConditionalWeakTable<Outline, Kept> All = [];

    /// <summary>The operators, without the one that paints.</summary>
    /// <param name="outline">The shape; nothing may be added to it any more.</param>
    /// <param name="height">Height of the page.</param>
    public static PdfPiece Of(Outline outline, double height)
    {
        if (All.TryGetValue(outline, out Kept? kept) && kept.Height == height)
        {
            return kept.Piece;
        }

        StringBuilder text = new();
        PdfPath.Append(text, outline, height);
        PdfPiece piece = PdfPiece.Of(Encoding.Latin1.GetBytes(text.ToString()));
        All.AddOrUpdate(outline, new Kept(height, piece));
        return piece;
    }

    private sealed record Kept(double Height, PdfPiece Piece);
}
