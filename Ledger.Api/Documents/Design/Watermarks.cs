using System.Numerics;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>What lies across a page: the word for a licence that is no more, and the lines of a copy for one use.</summary>
internal static class Watermarks
{
    private const double CopySize = 11;
    private const double CopyAcross = 190;
    private const double CopyDown = 120;

    /// <summary>Draws both, where the licence has them.</summary>
    public static void Draw(Canvas canvas, FontCatalogue fonts, LicencePicture picture, LookGeometry geometry)
    {
        if (picture.Watermark is { Length: > 0 } word)
        {
            DrawWord(canvas, fonts, word, geometry);
        }

        if (picture.Copy is { } copy)
        {
            DrawCopy(canvas, fonts, copy.Lines, geometry);
        }
    }

    private static void DrawWord(Canvas canvas, FontCatalogue fonts, string word, LookGeometry geometry)
    {
        // From corner to corner, however long the text is.
        double reach = Math.Min(geometry.Width, geometry.Height) * 1.07;
        double size = Math.Min(150, reach / (word.EnumerateRunes().Count() * 1.15));
        Matrix3x2 matrix = Matrix3x2.CreateScale((float)size)
            * Matrix3x2.CreateRotation(-0.5f)
            * Matrix3x2.CreateTranslation((float)(geometry.Width / 2), (float)(geometry.Height / 2));
        canvas.Open(Role.Figure, $"水印：{word}");
        canvas.Fill(PaintedText.Line(word, fonts.SerifBold, 1.15).Transform(matrix), Ink.Seal with { Opacity = 0.14 });
        canvas.Close();
    }

    /// <summary>The same lines again and again, so that no part of the page can be used without them.</summary>
    private static void DrawCopy(Canvas canvas, FontCatalogue fonts, IReadOnlyList<string> lines, LookGeometry geometry)
    {
        Outline block = new();
        for (int i = 0; i < lines.Count; i++)
        {
            double size = Math.Min(CopySize, CopyAcross * 1.5 / Math.Max(1, lines[i].EnumerateRunes().Count()));
            block.Add(PaintedText.Line(lines[i], fonts.Print, 1.0).Transform(
                Matrix3x2.CreateScale((float)size) * Matrix3x2.CreateTranslation(0, (float)(i * CopySize * 1.35))));
        }

        canvas.Open(Role.Figure, $"水印：{string.Join('，', lines)}");
        for (double y = CopyDown / 2; y < geometry.Height; y += CopyDown)
        {
            for (double x = CopyAcross / 2; x < geometry.Width; x += CopyAcross * 1.4)
            {
                canvas.Fill(
                    block.Transform(Matrix3x2.CreateRotation(-0.35f) * Matrix3x2.CreateTranslation((float)x, (float)y)),
                    Palette.Small with { Opacity = 0.2 });
            }
        }

        canvas.Close();
    }
}
