using System.Globalization;
using System.Numerics;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Ofd;

/// <summary>Collects pages and used characters for <see cref="OfdWriter"/>.</summary>
/// <param name="readersShowSeal">
/// Whether programs draw the seal's picture themselves; then it is not drawn on the page, or there would be two.
/// </param>
internal sealed class OfdCanvas(bool readersShowSeal) : Canvas
{
    private const int LastOfBasicPlane = 0xFFFF;

    private readonly List<OfdPage> _pages = [];
    private readonly Dictionary<TrueTypeFont, OfdFont> _fonts = [];
    private readonly List<OfdPhoto> _photos = [];

    public IReadOnlyList<OfdPage> Pages => _pages;

    /// <summary>The fonts in the order of their first use.</summary>
    public IReadOnlyCollection<OfdFont> Fonts => _fonts.Values;

    /// <summary>The photographs in the order of their first use.</summary>
    public IReadOnlyList<OfdPhoto> Photos => _photos;

    /// <summary>Where the seal stands; null where none was drawn.</summary>
    public OfdStamp? Stamp { get; private set; }

    /// <summary>The greatest number given to anything; numbers follow the order of drawing.</summary>
    public int LastId { get; private set; }

    private OfdPage Page => _pages.Count > 0 ? _pages[^1] : throw new InvalidOperationException("No page was started.");

    public override void NewPage(double width, double height) =>
        _pages.Add(new OfdPage(++LastId, ++LastId, ++LastId, OfdText.Millimetres(width), OfdText.Millimetres(height)));

    public override void Open(Role role, string? alternative = null) => Page.HasBody = true;

    public override void Close()
    {
        // The format has no structure for readers that cannot see; the attached licence document says the same.
    }

    public override bool PlaceSeal(Point middle, double radius)
    {
        Stamp ??= new OfdStamp(Page.Id, OfdText.Millimetres(middle.X), OfdText.Millimetres(middle.Y), OfdText.Millimetres(radius));
        return readersShowSeal;
    }

    /// <summary>An image object (clause 13): the picture fills a square of one, which the matrix stretches.</summary>
    public override void Photo(JpegPhoto photo, double x, double y, double width, double height)
    {
        OfdPhoto? used = _photos.FirstOrDefault(known => known.Photo.Equals(photo));
        if (used is null)
        {
            used = new OfdPhoto(photo, ++LastId, _photos.Count);
            _photos.Add(used);
        }

        double scale = Math.Min(width / photo.Width, height / photo.Height);
        (double across, double down) = (OfdText.Millimetres(photo.Width * scale), OfdText.Millimetres(photo.Height * scale));
        string box = OfdText.Box(
            OfdText.Millimetres(x + ((width - (photo.Width * scale)) / 2)), OfdText.Millimetres(y + ((height - (photo.Height * scale)) / 2)), across, down);
        Page.Content.Append(
            CultureInfo.InvariantCulture,
            $"<ofd:ImageObject ID=\"{++LastId}\" Boundary=\"{box}\" CTM=\"{OfdText.Number(across)} 0 0 {OfdText.Number(down)} 0 0\" ResourceID=\"{used.Id}\"/>");
    }

    public override void Fill(Outline outline, Ink ink) =>
        new OfdPath(outline, 0).Write(Page.Content, ++LastId, $" Stroke=\"false\" Fill=\"true\"", $"<ofd:FillColor {OfdText.Colour(ink)}/>");

    public override void Stroke(Outline outline, double width, Ink ink)
    {
        double millimetres = OfdText.Millimetres(width);
        new OfdPath(outline, millimetres).Write(
            Page.Content, ++LastId, $" LineWidth=\"{OfdText.Number(millimetres)}\"", $"<ofd:StrokeColor {OfdText.Colour(ink)}/>");
    }

    public override void Glyphs(GlyphRun run, Ink ink)
    {
        double x = run.Origin.X;
        List<Rune> stretch = [];
        double start = x;
        foreach (Rune rune in run.Characters)
        {
            double next = x + run.Font.Width(rune, run.Size) + run.Spacing;
            if (rune.Value > LastOfBasicPlane)
            {
                Text(run, stretch, start, ink);
                Rare(run, rune, x, ink);
                stretch.Clear();
                start = next;
            }
            else
            {
                stretch.Add(rune);
            }

            x = next;
        }

        Text(run, stretch, start, ink);
    }

    /// <summary>
    /// Programs disagree on what one step of DeltaX is beyond U+FFFF, and some tear the two halves of such a character apart. So it is
    /// drawn as a shape, and lies over that as a text of its own that is seen through: right to look at everywhere, and still to be copied.
    /// </summary>
    private void Rare(GlyphRun run, Rune rune, double x, Ink ink)
    {
        float scale = (float)(run.Size / run.Font.UnitsPerEm);
        Matrix3x2 place = Matrix3x2.CreateScale(scale, -scale) * Matrix3x2.CreateTranslation((float)x, (float)run.Origin.Y);
        Fill(GlyphOutline.Of(run.Font, run.Font.Glyph(rune)).Transform(place), ink);
        Text(run, [rune], x, ink with { Opacity = 0 });
    }

    /// <summary>A text object (clause 11.2.1): its origin is the top left corner of its box, the baseline lies the font's ascent below.</summary>
    private void Text(GlyphRun run, List<Rune> characters, double start, Ink ink)
    {
        if (characters.Count == 0)
        {
            return;
        }

        OfdFont font = FontOf(run.Font);
        double above = run.Font.Ascent * run.Size / run.Font.UnitsPerEm;
        double height = (run.Font.Ascent - run.Font.Descent) * run.Size / run.Font.UnitsPerEm;
        StringBuilder text = new();
        StringBuilder steps = new();
        double along = 0;
        double written = 0;
        foreach (Rune rune in characters)
        {
            font.Use(rune);
            if (text.Length > 0)
            {
                // Each step is rounded from where the last one ended, so that roundings do not add up.
                double step = Math.Round(OfdText.Millimetres(along) - written, 3);
                written += step;
                steps.Append(steps.Length > 0 ? " " : "").Append(OfdText.Number(step));
            }

            text.Append(rune.ToString());
            along += run.Font.Width(rune, run.Size) + run.Spacing;
        }

        string box = OfdText.Box(
            OfdText.Millimetres(start), OfdText.Millimetres(run.Origin.Y - above), OfdText.Millimetres(along), OfdText.Millimetres(height));
        string delta = steps.Length > 0 ? $" DeltaX=\"{steps}\"" : "";
        Page.Content.Append(
            CultureInfo.InvariantCulture,
            $"<ofd:TextObject ID=\"{++LastId}\" Boundary=\"{box}\" Font=\"{font.Id}\" Size=\"{OfdText.Number(OfdText.Millimetres(run.Size))}\"><ofd:FillColor {OfdText.Colour(ink)}/><ofd:TextCode X=\"0\" Y=\"{OfdText.Number(OfdText.Millimetres(above))}\"{delta}>{OfdText.Escape(text.ToString())}</ofd:TextCode></ofd:TextObject>");
    }

    private OfdFont FontOf(TrueTypeFont font)
    {
        if (!_fonts.TryGetValue(font, out OfdFont? used))
        {
            used = new OfdFont(font, ++LastId);
            _fonts.Add(font, used);
        }

        return used;
    }
}
