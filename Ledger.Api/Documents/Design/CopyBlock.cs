using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>What a copy for one use says of itself, in lines below what is printed, on every page; nothing on the licence itself.</summary>
internal sealed class CopyBlock
{
    private const double Size = 7.5;
    private const double LineHeight = 10;
    private const double Gap = 6;

    private readonly Canvas _canvas;
    private readonly FontCatalogue _fonts;
    private readonly Area _over;
    private readonly List<string> _lines;

    /// <param name="canvas">Where it is drawn.</param>
    /// <param name="fonts">The fonts.</param>
    /// <param name="picture">The licence, or the copy of one.</param>
    /// <param name="over">The area at whose foot it lies.</param>
    public CopyBlock(Canvas canvas, FontCatalogue fonts, LicencePicture picture, Area over)
    {
        (_canvas, _fonts, _over) = (canvas, fonts, over);
        _lines = picture.Copy is { } mark ? TextLines.Break(mark.Text, fonts.Print, Size, over.Width) : [];
    }

    /// <summary>What is left of the area for anything else.</summary>
    public Area Rest => _over with { Bottom = _over.Bottom - Height };

    /// <summary>The room that it takes.</summary>
    public double Height => _lines.Count == 0 ? 0 : (_lines.Count * LineHeight) + Gap;

    public void Draw()
    {
        if (_lines.Count == 0)
        {
            return;
        }

        double y = _over.Bottom - ((_lines.Count - 1) * LineHeight) - 2;
        _canvas.Open(Role.Paragraph);
        foreach (string line in _lines)
        {
            _canvas.Text(line, _fonts.Print, Size, new(_over.Left, y), Ink.Seal);
            y += LineHeight;
        }

        _canvas.Close();
    }
}
