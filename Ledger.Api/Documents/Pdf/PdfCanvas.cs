using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Collects pages, used characters and structure for <see cref="PdfWriter"/>.</summary>
internal sealed class PdfCanvas : Canvas
{
    private readonly List<PdfPage> _pages = [];
    private readonly Dictionary<TrueTypeFont, PdfFont> _fonts = [];
    private readonly SortedSet<int> _opacities = [];
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
        Draw(outline);
        Content.Append("f\n");
    }

    public override void Stroke(Outline outline, double width, Ink ink)
    {
        BeginMark(ink.Opacity);
        if (_stroke != ink)
        {
            _stroke = ink;
            Content.Append(CultureInfo.InvariantCulture, $"{Colour(ink)}RG\n");
        }

        if (_lineWidth != width)
        {
            _lineWidth = width;
            Content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(width)} w\n");
        }

        Draw(outline);
        Content.Append("S\n");
    }

    public override void Glyphs(GlyphRun run, Ink ink)
    {
        BeginMark(ink.Opacity);
        UseFill(ink);
        if (!_fonts.TryGetValue(run.Font, out PdfFont? font))
        {
            font = new PdfFont(run.Font, $"F{_fonts.Count}");
            _fonts.Add(run.Font, font);
        }

        Content.Append(CultureInfo.InvariantCulture, $"BT /{font.Resource} {PdfText.Number(run.Size)} Tf ");
        if (run.Spacing != 0)
        {
            Content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(run.Spacing)} Tc ");
        }

        Append(run.Origin);
        Content.Append("Td <");
        foreach (Rune rune in run.Characters)
        {
            Content.Append(CultureInfo.InvariantCulture, $"{font.Code(rune):X4}");
        }

        // Character spacing outlives the text object; leave none behind.
        Content.Append(run.Spacing != 0 ? "> Tj 0 Tc ET\n" : "> Tj ET\n");
    }

    private static string Colour(Ink ink) =>
        $"{PdfText.Number(ink.Red / 255.0)} {PdfText.Number(ink.Green / 255.0)} {PdfText.Number(ink.Blue / 255.0)} ";

    private void UseFill(Ink ink)
    {
        if (_fill != ink)
        {
            _fill = ink;
            Content.Append(CultureInfo.InvariantCulture, $"{Colour(ink)}rg\n");
        }
    }

    /// <summary>Decoration is marked as such, so that a screen reader passes over it (§14.8.2.2).</summary>
    private void BeginMark(double opacity)
    {
        if (!_inArtifact && (_open.Count == 0 || _open.Peek().IsGroup))
        {
            Content.Append("/Artifact BMC\n");
            _inArtifact = true;
        }

        if (_opacity != opacity)
        {
            _opacity = opacity;
            int percent = (int)Math.Round(opacity * 100);
            _opacities.Add(percent);
            Content.Append(CultureInfo.InvariantCulture, $"/G{percent} gs\n");
        }
    }

    private void EndArtifact()
    {
        if (_inArtifact)
        {
            Content.Append("EMC\n");
            _inArtifact = false;
        }
    }

    private void Draw(Outline outline)
    {
        foreach (OutlineStep step in outline.Steps)
        {
            switch (step.Verb)
            {
                case OutlineVerb.Move:
                    Append(step.End);
                    Content.Append("m ");
                    break;
                case OutlineVerb.Line:
                    Append(step.End);
                    Content.Append("l ");
                    break;
                case OutlineVerb.Curve:
                    Append(step.Control1);
                    Append(step.Control2);
                    Append(step.End);
                    Content.Append("c ");
                    break;
                default:
                    Content.Append("h ");
                    break;
            }
        }
    }

    /// <summary>PDF counts y upwards from the bottom of the page.</summary>
    private void Append(Point point)
    {
        Content.Append(PdfText.Number(Math.Round(point.X, 2))).Append(' ');
        Content.Append(PdfText.Number(Math.Round(Page.Height - point.Y, 2))).Append(' ');
    }
}
