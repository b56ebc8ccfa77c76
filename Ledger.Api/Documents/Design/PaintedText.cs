using System.Numerics;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>Characters as shapes, for what is a picture and must not turn up when the text is copied.</summary>
internal static class PaintedText
{
    /// <summary>One character, its middle in the origin, one point high, y downwards.</summary>
    public static Outline Character(Rune rune, FontChain fonts)
    {
        TrueTypeFont font = fonts.For(rune);
        int glyph = font.Glyph(rune);
        float unit = 1f / font.UnitsPerEm;

        // Ideographs fill the em square, whose middle lies 0.38 em above the baseline in these fonts.
        Matrix3x2 matrix = Matrix3x2.CreateTranslation(-font.Advance(glyph) / 2f, -0.38f * font.UnitsPerEm)
            * Matrix3x2.CreateScale(unit, -unit);
        return GlyphOutline.Of(font, glyph).Transform(matrix);
    }

    /// <summary>A line of text around the origin, <paramref name="pitch"/> em from character to character.</summary>
    public static Outline Line(string text, FontChain fonts, double pitch)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        Outline line = new();
        for (int i = 0; i < runes.Length; i++)
        {
            float x = (float)((i - ((runes.Length - 1) / 2.0)) * pitch);
            line.Add(Character(runes[i], fonts).Transform(Matrix3x2.CreateTranslation(x, 0)));
        }

        return line;
    }
}
