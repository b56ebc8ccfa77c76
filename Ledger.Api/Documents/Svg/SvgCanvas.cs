using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Svg;

/// <summary>
/// The first page as an SVG picture (SVG 1.1), for a screen. Characters are shapes, so that it looks the same whatever fonts a browser has; it has no
/// script, no style and no address in it.
/// </summary>
internal sealed class SvgCanvas : Canvas
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _shapes = new();
    private readonly Dictionary<(TrueTypeFont Font, Rune Rune), int> _glyphs = [];
    private double _width;
    private double _height;
    private int _pages;

    /// <summary>Whether there are further pages, which are not drawn.</summary>
    public bool HasMore => _pages > 1;

    private bool IsShown => _pages == 1;

    public override void NewPage(double width, double height)
    {
        if (++_pages == 1)
        {
            (_width, _height) = (width, height);
        }
    }

    public override void Open(Role role, string? alternative = null)
    {
        // A picture has no structure; the page around it says in words what it shows.
    }

    public override void Close()
    {
        // As above.
    }

    public override void Fill(Outline outline, Ink ink)
    {
        if (IsShown)
        {
            SvgPath.Append(_content.Append("<path d=\""), outline).Append('"').Append(Colour("fill", ink)).Append("/>");
        }
    }

    public override void Stroke(Outline outline, double width, Ink ink)
    {
        if (IsShown)
        {
            SvgPath.Append(_content.Append("<path fill=\"none\" d=\""), outline)
                .Append(CultureInfo.InvariantCulture, $"\" stroke-width=\"{SvgPath.Number(width)}\"").Append(Colour("stroke", ink)).Append("/>");
        }
    }

    public override void Glyphs(GlyphRun run, Ink ink)
    {
        if (!IsShown)
        {
            return;
        }

        double scale = run.Size / run.Font.UnitsPerEm;
        double x = run.Origin.X;
        _content.Append("<g").Append(Colour("fill", ink)).Append('>');
        foreach (Rune rune in run.Characters)
        {
            _content.Append(
                CultureInfo.InvariantCulture,
                $"<use href=\"#g{ShapeOf(run.Font, rune)}\" transform=\"matrix({scale:0.#####} 0 0 {-scale:0.#####} {SvgPath.Number(x)} {SvgPath.Number(run.Origin.Y)})\"/>");
            x += run.Font.Width(rune, run.Size) + run.Spacing;
        }

        _content.Append("</g>");
    }

    public override void Photo(JpegPhoto photo, double x, double y, double width, double height)
    {
        if (IsShown)
        {
            _content.Append(
                CultureInfo.InvariantCulture,
                $"<image x=\"{SvgPath.Number(x)}\" y=\"{SvgPath.Number(y)}\" width=\"{SvgPath.Number(width)}\" height=\"{SvgPath.Number(height)}\" href=\"data:image/jpeg;base64,{Convert.ToBase64String(photo.File.Span)}\"/>");
        }
    }

    /// <summary>The picture.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgPath.Number(_width)} {SvgPath.Number(_height)}\"><defs>{_shapes}</defs><path fill=\"#fff\" d=\"M0 0H{SvgPath.Number(_width)}V{SvgPath.Number(_height)}H0Z\"/>{_content}</svg>"));

    private static string Colour(string what, Ink ink) =>
        $" {what}=\"#{ink.Red:x2}{ink.Green:x2}{ink.Blue:x2}\"{(ink.Opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" {what}-opacity=\"{ink.Opacity:0.###}\"") : "")}";

    /// <summary>The number of a character's shape, which is written once however often it is drawn.</summary>
    private int ShapeOf(TrueTypeFont font, Rune rune)
    {
        if (!_glyphs.TryGetValue((font, rune), out int number))
        {
            number = _glyphs.Count;
            _glyphs.Add((font, rune), number);
            SvgPath.Append(_shapes.Append(CultureInfo.InvariantCulture, $"<path id=\"g{number}\" d=\""), GlyphOutline.Of(font, font.Glyph(rune))).Append("\"/>");
        }

        return number;
    }
}
