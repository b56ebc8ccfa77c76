using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>The name of a licence, in English below it where both languages are asked for, and the subtitle.</summary>
internal sealed class TitleBlock
{
    private readonly FontCatalogue _fonts;
    private readonly LicencePicture _picture;
    private readonly LookGeometry _geometry;
    private readonly List<string> _lines;
    private readonly double _size;
    private readonly double _spacing;
    private readonly double _top;
    private readonly double _englishY;
    private readonly double _subtitleY;

    public TitleBlock(FontCatalogue fonts, LicencePicture picture, LookGeometry geometry)
    {
        (_fonts, _picture, _geometry) = (fonts, picture, geometry);
        int count = picture.Title.EnumerateRunes().Count();

        // A long title is set closer, or it would be small beside the values.
        double spread = count <= 9 ? 0.28 : 0.1;
        _size = Math.Min(geometry.TitleSize, geometry.TitleWidth / (count * (1 + spread)));
        _lines = [picture.Title];
        if (_size < 20)
        {
            _size = Math.Min(geometry.TitleSize, count <= 32 ? 20 : count <= 64 ? 16 : 12);
            _lines = TextLines.Break(picture.Title, fonts.SerifBold, _size, geometry.TitleWidth);
        }

        _spacing = _lines.Count == 1 ? _size * spread : 0;
        _top = geometry.Title.Y - ((_lines.Count - 1) * _size * 0.65);
        double last = _top + ((_lines.Count - 1) * _size * 1.3);
        _englishY = last + (English.Length > 0 ? 17 : 0);
        _subtitleY = _englishY + (picture.Subtitle.Length > 0 ? Math.Max(16, SubtitleSize + 9) : 0);
        Bottom = _subtitleY;
    }

    /// <summary>Baseline of its last line.</summary>
    public double Bottom { get; }

    /// <summary>Whether the name is short enough to leave room for something above it.</summary>
    public bool LeavesRoom => _lines.Count <= 2;

    private string English => _picture.Bilingual ? _picture.TitleEnglish : "";

    private double SubtitleSize => Math.Min(15, _geometry.TitleWidth / (_picture.Subtitle.EnumerateRunes().Count() * 1.13));

    public void Draw(Canvas canvas, Palette palette)
    {
        double middle = _geometry.Title.X;
        double y = _top;
        canvas.Open(Role.Heading);
        foreach (string line in _lines)
        {
            canvas.CentredText(line, _fonts.SerifBold, _size, new(middle, y), palette.Title, _spacing);
            y += _size * 1.3;
        }

        canvas.Close();
        if (English.Length > 0)
        {
            double size = Math.Min(11, 11 * _geometry.TitleWidth / _fonts.Print.Measure(English, 11));
            canvas.Open(Role.Paragraph);
            canvas.CentredText(English, _fonts.Print, size, new(middle, _englishY), palette.Title);
            canvas.Close();
        }

        if (_picture.Subtitle.Length > 0)
        {
            canvas.Open(Role.Paragraph);
            canvas.CentredText(_picture.Subtitle, _fonts.SerifBold, SubtitleSize, new(middle, _subtitleY), palette.Title, SubtitleSize * 0.13);
            canvas.Close();
        }
    }
}
