using System.Runtime.CompilerServices;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>The path operators of shapes that are drawn on many licences, compressed once: an authority's seal is most of what a page draws.</summary>
internal static class PdfKeptShapes
{
    // As long as whoever draws it keeps the shape, and no longer.
    private static readonly ConditionalWeakTable<Outline, PdfPiece> All = [];

    /// <summary>The operators, without the one that paints; a matrix before them turns the shape over.</summary>
    /// <param name="outline">The shape; nothing may be added to it any more.</param>
    public static PdfPiece Of(Outline outline) => All.GetValue(outline, static shape =>
    {
        StringBuilder text = new();
        PdfPath.Append(text, shape, height: null);
        return PdfPiece.Of(Encoding.Latin1.GetBytes(text.ToString()));
    });
}
