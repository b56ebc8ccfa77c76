using System.Collections.Concurrent;
using System.Numerics;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>The round seal of an authority: star in the middle, name around it, purpose across.</summary>
internal static class SealPicture
{
    /// <summary>The name leaves room for the purpose at the bottom.</summary>
    private const double WidestArc = Math.PI * 23 / 18;

    private const int MostKept = 512;

    // Letters a dozen points high: what lies closer than a twenty-fourth of a millimetre is one line.
    private const double Tolerance = 0.12;

    // Whole tenths of a point around the middle: short numbers.
    private const float Units = 10;

    private static readonly ConcurrentDictionary<(string, FontCatalogue, double, string), Outline> Letters = [];

    private const double WidestStep = Math.PI / 9;

    /// <summary>Draws the seal around a point; slightly translucent, as ink is.</summary>
    public static void Draw(Canvas canvas, FontCatalogue fonts, Point middle, double radius, string name, string purpose)
    {
        if (canvas.PlaceSeal(middle, radius))
        {
            return;
        }

        Ink ink = Ink.Seal with { Opacity = 0.78 };
        canvas.Open(Role.Figure, $"印章：{name}，{purpose}");
        canvas.Stroke(Outline.Circle(middle.X, middle.Y, radius - 1.3), 2.6, ink);
        canvas.Fill(Outline.Star(middle.X, middle.Y - (radius * 0.02), radius * 0.29), ink);
        Matrix3x2 place = Matrix3x2.CreateScale(1 / Units) * Matrix3x2.CreateTranslation((float)middle.X, (float)middle.Y);
        canvas.FillKept(Kept(("name", fonts, radius, name), () => Name(fonts.SerifBold, radius, name)), place, ink);
        canvas.FillKept(Kept(("purpose", fonts, radius, purpose), () => Purpose(fonts.SerifBold, radius, purpose)), place, ink);
        canvas.Close();
    }

    /// <summary>An authority's seal has the same letters on every licence.</summary>
    private static Outline Kept((string Part, FontCatalogue Fonts, double Radius, string Text) key, Func<Outline> make)
    {
        if (Letters.TryGetValue(key, out Outline? kept))
        {
            return kept;
        }

        if (Letters.Count >= MostKept)
        {
            Letters.Clear();
        }

        return Letters.GetOrAdd(key, make().Straightened(Tolerance).Transform(Matrix3x2.CreateScale(Units)).Rounded());
    }

    private static Outline Name(FontChain fonts, double radius, string name)
    {
        Rune[] runes = [.. name.EnumerateRunes()];
        double step = Math.Min(WidestStep, WidestArc / Math.Max(1, runes.Length - 1));

        // Characters are as high as the ring allows and as narrow as a long name forces them to be.
        double height = radius * (runes.Length <= 12 ? 0.24 : 0.22);
        double ring = radius - 5.5 - (height / 2);
        double width = Math.Min(height * 0.86, step * (ring - (height * 0.35)) * 0.92);
        Outline arc = new();
        for (int i = 0; i < runes.Length; i++)
        {
            double angle = (i - ((runes.Length - 1) / 2.0)) * step;
            Matrix3x2 matrix = Matrix3x2.CreateScale((float)width, (float)height)
                * Matrix3x2.CreateTranslation(0, (float)-ring)
                * Matrix3x2.CreateRotation((float)angle);
            arc.Add(PaintedText.Character(runes[i], fonts).Transform(matrix));
        }

        return arc;
    }

    private static Outline Purpose(FontChain fonts, double radius, string purpose)
    {
        // The name ends above this line, so most of the chord is free.
        int count = Math.Max(1, purpose.EnumerateRunes().Count());
        double height = radius * 0.19;
        double width = Math.Min(height * 0.92, radius * 1.22 / count);
        Matrix3x2 matrix = Matrix3x2.CreateScale((float)width, (float)height)
            * Matrix3x2.CreateTranslation(0, (float)(radius * 0.60));
        return PaintedText.Line(purpose, fonts, 1.0).Transform(matrix);
    }
}
