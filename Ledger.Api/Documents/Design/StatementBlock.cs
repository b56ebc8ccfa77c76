using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>What a licence certifies, in a paragraph.</summary>
internal sealed class StatementBlock
{
    private static readonly double[] Sizes = [11.5, 10.5, 9.5, 8.5, 7.5, 6.5, 5.5];

    private readonly FontCatalogue _fonts;
    private readonly Area _place;
    private readonly double _size;
    private readonly List<string> _lines;
    private readonly List<string> _english;

    private StatementBlock(FontCatalogue fonts, LicencePicture picture, Area place, double size)
    {
        (_fonts, _place, _size) = (fonts, place, size);
        _lines = TextLines.Break(picture.Template.Statement!.Label, fonts.Serif, size, place.Width);
        _english = picture.Bilingual ? TextLines.Break(picture.Template.Statement.English, fonts.Print, size * 0.7, place.Width) : [];
        Bottom = place.Top + ((_lines.Count - 1) * size * 1.5) + (_english.Count * size * 0.95) + (_english.Count > 0 ? 3 : 0);
    }

    /// <summary>Baseline of its last line.</summary>
    public double Bottom { get; }

    /// <summary>The largest that ends in its place, or the smallest; null for a licence without a statement.</summary>
    public static StatementBlock? Of(FontCatalogue fonts, LicencePicture picture, Area place)
    {
        if (picture.Template.Statement is null)
        {
            return null;
        }

        StatementBlock block = new(fonts, picture, place, Sizes[0]);
        for (int i = 1; i < Sizes.Length && block.Bottom > place.Bottom; i++)
        {
            block = new(fonts, picture, place, Sizes[i]);
        }

        return block;
    }

    public void Draw(Canvas canvas)
    {
        double y = _place.Top;
        canvas.Open(Role.Paragraph);
        foreach (string line in _lines)
        {
            if (_lines.Count == 1)
            {
                canvas.CentredText(line, _fonts.Serif, _size, new(_place.Middle, y), Ink.Text);
            }
            else
            {
                canvas.Text(line, _fonts.Serif, _size, new(_place.Left, y), Ink.Text);
            }

            y += _size * 1.5;
        }

        y += 3 - (_size * 0.45);
        foreach (string line in _english)
        {
            canvas.Text(line, _fonts.Print, _size * 0.7, new(_place.Left, y), Palette.Small);
            y += _size * 0.95;
        }

        canvas.Close();
    }
}
