using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>The printed number and what it is called: a block in the corner, or lines around the middle.</summary>
internal sealed class NumberBlock
{
    private const double LabelSize = 10.5;
    private const double EnglishSize = 6.5;

    private readonly FontCatalogue _fonts;
    private readonly LookGeometry _geometry;
    private readonly double _size;
    private readonly List<string> _lines;
    private readonly List<string> _labels = [];
    private readonly List<string> _english = [];

    public NumberBlock(FontCatalogue fonts, LicencePicture picture, LookGeometry geometry, double titleBottom)
    {
        (_fonts, _geometry) = (fonts, geometry);
        Area place = geometry.Number;
        if (geometry.NumberIsBlock)
        {
            _labels = TextLines.Break(picture.NumberLabel.Label, fonts.Serif, LabelSize, place.Width);
            _english = picture.Bilingual ? TextLines.Break(picture.NumberLabel.English, fonts.Print, EnglishSize, place.Width) : [];
            _size = picture.Number.Length > 40 ? 8 : 12.5;
            _lines = TextLines.Break(picture.Number, fonts.Print, _size, place.Width);
            Top = place.Top;
            Bottom = Top + (_labels.Count * 14) + (_english.Count * 8) + (_lines.Count * LineHeight);
            return;
        }

        string line = LineOf(picture);
        double natural = fonts.Print.Measure(line, 12);
        _size = natural <= place.Width ? 12 : natural <= 1.3 * place.Width ? 9.5 : 8.5;
        _lines = TextLines.Break(line, fonts.Print, _size, place.Width);

        // On a card the last line has its place at the foot; elsewhere the first has its own.
        double rest = (_lines.Count - 1) * LineHeight;
        Top = geometry.Card is not null ? place.Top - rest
            : geometry.Aside is not null ? place.Top : Math.Max(place.Top, titleBottom + 20);
        Bottom = Top + rest;
    }

    /// <summary>Baseline of its first line.</summary>
    public double Top { get; }

    /// <summary>Baseline of its last line.</summary>
    public double Bottom { get; }

    private double LineHeight => _size * 1.28;

    /// <summary>Name and number in one line.</summary>
    public static string LineOf(LicencePicture picture) => $"{Furniture.Of(picture.NumberLabel, picture.Bilingual)} {picture.Number}";

    public void Draw(Canvas canvas, Palette palette)
    {
        canvas.Open(Role.Paragraph);
        if (_geometry.NumberIsBlock)
        {
            double y = DrawAll(canvas, _labels, _fonts.Serif, LabelSize, Top, 14, palette.Label);
            y = DrawAll(canvas, _english, _fonts.Print, EnglishSize, y - 5, 8, palette.Label);
            DrawAll(canvas, _lines, _fonts.Print, _size, y + 4 + (_english.Count == 0 ? 5 : 2), LineHeight, Ink.Text);
        }
        else
        {
            for (int i = 0; i < _lines.Count; i++)
            {
                canvas.CentredText(_lines[i], _fonts.Print, _size, new(_geometry.Number.Middle, Top + (i * LineHeight)), Ink.Text);
            }
        }

        canvas.Close();
    }

    private double DrawAll(Canvas canvas, List<string> lines, FontChain fonts, double size, double y, double height, Ink ink)
    {
        foreach (string line in lines)
        {
            canvas.Text(line, fonts, size, new(_geometry.Number.Left, y), ink);
            y += height;
        }

        return y;
    }
}
