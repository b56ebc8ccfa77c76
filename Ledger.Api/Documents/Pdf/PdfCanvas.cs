using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Collects pages, used characters and structure for <see cref="PdfWriter"/>.</summary>
internal sealed partial class PdfCanvas : Canvas
{
    // Few: one for each look, colour and size of page.
    private static readonly ConcurrentDictionary<object, PdfBackdrop> Backdrops = [];

    private readonly List<PdfPage> _pages = [];
    private readonly Dictionary<TrueTypeFont, PdfFont> _fonts = [];
    private readonly SortedSet<int> _opacities = [];
    private readonly List<JpegPhoto> _photos = [];
    private readonly Stack<PdfElement> _open = [];
    private PdfPage? _page;
    private bool _inArtifact;
    private Ink? _fill;
    private Ink? _stroke;
    private double _opacity = 1;
    private double _lineWidth = 1;

    public IReadOnlyList<PdfPage> Pages => _pages;

    /// <summary>The fonts in the order of their first use.</summary>
    public IReadOnlyCollection<PdfFont> Fonts => _fonts.Values;

    /// <summary>The opacities used besides full, in percent.</summary>
    public IReadOnlyCollection<int> Opacities => _opacities;

    /// <summary>The photographs in the order of their first use.</summary>
    public IReadOnlyList<JpegPhoto> Photos => _photos;

    /// <summary>Where readers can jump to, in order.</summary>
    public List<PdfBookmark> Bookmarks { get; } = [];

    /// <summary>The elements that lie in no other.</summary>
    public List<PdfElement> Elements { get; } = [];

    private PdfPage Page => _page ?? throw new InvalidOperationException("No page was started.");

    private StringBuilder Content => Page.Content;

    public override void NewPage(double width, double height)
    {
        if (_open.Any(element => !element.IsGroup))
        {
            throw new InvalidOperationException("An element's content cannot run over the end of a page.");
        }

        EndPage();
        _page = new PdfPage(width, height);
        _pages.Add(_page);
        (_fill, _stroke, _opacity, _lineWidth) = (null, null, 1, 1);
    }

    /// <summary>Ends the last page. Nothing can be drawn after it.</summary>
    public void EndPage()
    {
        if (_page is not null)
        {
            EndArtifact();
            _page = null;
        }
    }

    public override void Open(Role role, string? alternative = null)
    {
        if (_open.TryPeek(out PdfElement? parent) && !parent.IsGroup)
        {
            throw new InvalidOperationException("Only tables and rows hold other elements.");
        }

        EndArtifact();
        PdfElement element = new(role, alternative) { Page = _pages.Count - 1, MarkedContent = Page.Marked.Count };
        (parent?.Children ?? Elements).Add(element);
        _open.Push(element);
        if (!element.IsGroup)
        {
            Page.Marked.Add(element);
            Content.Append(
                CultureInfo.InvariantCulture, $"/{PdfStructure.TypeOf(role)}<</MCID {element.MarkedContent}>>BDC\n");
            if (element.IsReplaced)
            {
                // Programs that copy text look for the replacement at a span (§14.9.4).
                Content.Append(CultureInfo.InvariantCulture, $"/Span<</ActualText{PdfText.String(alternative!)}>>BDC\n");
            }
        }
    }

    public override void Close()
    {
        PdfElement element = _open.Pop();
        if (!element.IsGroup)
        {
            Content.Append(element.IsReplaced ? "EMC EMC\n" : "EMC\n");
        }
    }

    public override void Fill(Outline outline, Ink ink)
    {
        BeginMark(ink.Opacity);
        UseFill(ink);
        PdfPath.Append(Content, outline, Page.Height);
        Content.Append("f\n");
    }

    public override void Fill(Outline outline, Matrix3x2 place, Ink ink)
    {
        BeginMark(ink.Opacity);
        UseFill(ink);
        Content.Append("q ");
        PdfPath.Append(Content, place, Page.Height);
        PdfPath.Append(Content, outline, height: null);
        Content.Append("f Q\n");
    }

    public override void FillKept(Outline outline, Matrix3x2 place, Ink ink)
    {
        BeginMark(ink.Opacity);
        UseFill(ink);
        Content.Append("q ");
        PdfPath.Append(Content, place, Page.Height);
        Page.Add(PdfKeptShapes.Of(outline));
        Content.Append("f Q\n");
    }

    public override void Stroke(Outline outline, double width, Ink ink)
    {
        BeginMark(ink.Opacity);
        UseStroke(ink);
        if (_lineWidth != width)
        {
            _lineWidth = width;
            Content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(width)} w\n");
        }

        PdfPath.Append(Content, outline, Page.Height);
        Content.Append("S\n");
    }

    /// <summary>The same text again and again behind another matrix: it compresses to almost nothing.</summary>
    public override void Stroke(Outline outline, IReadOnlyList<Matrix3x2> places, double width, Ink ink)
    {
        ArgumentNullException.ThrowIfNull(places);
        BeginMark(ink.Opacity);
        UseStroke(ink);
        foreach (Matrix3x2 place in places)
        {
            Content.Append("q ");
            PdfPath.Append(Content, place, Page.Height);
            Content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(width / ScaleOf(place))} w ");
            PdfPath.Append(Content, outline, height: null);
            Content.Append("S Q\n");
        }
    }

    public override void Glyphs(GlyphRun run, Ink ink)
    {
        BeginMark(ink.Opacity);
        UseFill(ink);
        PdfFont font = FontOf(run.Font);
        Content.Append(CultureInfo.InvariantCulture, $"BT /{font.Resource} {PdfText.Number(run.Size)} Tf ");
        if (run.Spacing != 0)
        {
            Content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(run.Spacing)} Tc ");
        }

        // A tenth of a point is a twenty-eighth of a millimetre: nobody sees where within it a line begins.
        PdfPath.Append(Content, run.Origin, Page.Height, decimals: 1);
        Content.Append("Td <");
        foreach (Rune rune in run.Characters)
        {
            AppendHex(font.Code(rune));
        }

        // Character spacing outlives the text object; leave none behind.
        Content.Append(run.Spacing != 0 ? "> Tj 0 Tc ET\n" : "> Tj ET\n");
    }

    public override void Expect(IEnumerable<Rune> characters, FontChain fonts)
    {
        ArgumentNullException.ThrowIfNull(characters);
        foreach (Rune rune in characters)
        {
            FontOf(fonts.For(rune)).Expect(rune);
        }
    }

    public override void Photo(JpegPhoto photo, double x, double y, double width, double height)
    {
        BeginMark(1);
        int number = _photos.IndexOf(photo);
        if (number < 0)
        {
            number = _photos.Count;
            _photos.Add(photo);
        }

        double scale = Math.Min(width / photo.Width, height / photo.Height);
        (double across, double down) = (photo.Width * scale, photo.Height * scale);
        Content.Append(CultureInfo.InvariantCulture, $"q {PdfText.Number(across)} 0 0 {PdfText.Number(down)} ");
        PdfPath.Append(Content, new Point(x + ((width - across) / 2), y + ((height + down) / 2)), Page.Height);
        Content.Append(CultureInfo.InvariantCulture, $"cm /P{number} Do Q\n");
    }

    /// <summary>Made once for each key and kept in its compressed form: it is most of what is drawn on a page, and always the same.</summary>
    public override void Backdrop(object key, Action draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        EndArtifact();
        PdfBackdrop backdrop = Backdrops.TryGetValue(key, out PdfBackdrop? kept) ? kept : Backdrops.GetOrAdd(key, Make(draw));
        _opacities.UnionWith(backdrop.Opacities);
        Page.Add(backdrop);
    }

    private PdfFont FontOf(TrueTypeFont file)
    {
        if (!_fonts.TryGetValue(file, out PdfFont? font))
        {
            font = new PdfFont(file, $"F{_fonts.Count}");
            _fonts.Add(file, font);
        }

        return font;
    }

    private PdfBackdrop Make(Action draw)
    {
        (Ink?, Ink?, double, double) state = (_fill, _stroke, _opacity, _lineWidth);
        (_fill, _stroke, _opacity, _lineWidth) = (null, null, 1, 1);
        int[] before = [.. _opacities];
        _opacities.Clear();
        string drawn = Page.Apart(() =>
        {
            draw();
            EndArtifact();
        });
        int[] opacities = [.. _opacities];
        _opacities.UnionWith(before);
        (_fill, _stroke, _opacity, _lineWidth) = state;
        return new PdfBackdrop(PdfOutput.Deflate(Encoding.Latin1.GetBytes($"q\n{drawn}Q\n"), PdfOutput.SmallestSize), opacities);
    }

    public override void Bookmark(string title, double y, bool chapter = false) =>
        Bookmarks.Add(new PdfBookmark(title, _pages.Count - 1, Page.Height - y, chapter));

    private void AppendHex(int code)
    {
        const string Digits = "0123456789ABCDEF";
        Content.Append(Digits[(code >> 12) & 15]).Append(Digits[(code >> 8) & 15]).Append(Digits[(code >> 4) & 15]).Append(Digits[code & 15]);
    }
}
