using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>Check code, how to verify, and the identifier: set as large as their place allows.</summary>
internal static class VerificationBlock
{
    private const double CodeSize = 10.5;
    private const double HintSize = 8.5;
    private const double IdentifierSize = 7.2;
    private const double LineHeight = 1.42;
    private static readonly double[] Scales = [1, 0.94, 0.88, 0.8, 0.72, 0.64];

    public static void Draw(Canvas canvas, FontCatalogue fonts, LicencePicture picture, Area place, Palette palette)
    {
        string identifier = $"{Furniture.Of(Furniture.Identifier, picture.Bilingual)} {picture.Identifier}";
        foreach (double scale in Scales)
        {
            List<string> hint = TextLines.Break(picture.VerificationHint, fonts.Print, HintSize * scale, place.Width);
            List<string> name = TextLines.Break(identifier, fonts.Print, IdentifierSize * scale, place.Width);
            double height = ((hint.Count * HintSize) + (name.Count * IdentifierSize)) * scale * LineHeight;
            if (place.Top + height <= place.Bottom || scale == Scales[^1])
            {
                Draw(canvas, fonts, picture, place, palette, scale, hint, name);
                return;
            }
        }
    }

    private static void Draw(
        Canvas canvas, FontCatalogue fonts, LicencePicture picture, Area place, Palette palette, double scale, List<string> hint, List<string> name)
    {
        double y = place.Top;
        string label = Furniture.Of(Furniture.CheckCode, picture.Bilingual);
        double natural = fonts.Serif.Measure(label, CodeSize) + 10 + fonts.Print.Measure(picture.CheckCode, CodeSize, 0.6);
        double size = CodeSize * Math.Min(1, place.Width / natural);
        canvas.Open(Role.Paragraph);
        canvas.Text(label, fonts.Serif, size, new(place.Left, y), palette.Label);
        double x = place.Left + fonts.Serif.Measure(label, size) + (10 * size / CodeSize);
        canvas.Text(picture.CheckCode, fonts.Print, size, new(x, y), Ink.Text, 0.6 * size / CodeSize);
        canvas.Close();
        y = Draw(canvas, fonts, hint, HintSize * scale, place.Left, y + 2);
        Draw(canvas, fonts, name, IdentifierSize * scale, place.Left, y + 1.5);
    }

    private static double Draw(Canvas canvas, FontCatalogue fonts, List<string> lines, double size, double x, double y)
    {
        canvas.Open(Role.Paragraph);
        foreach (string line in lines)
        {
            y += size * LineHeight;
            canvas.Text(line, fonts.Print, size, new(x, y), Palette.Small);
        }

        canvas.Close();
        return y;
    }
}
