using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>One page while it is drawn.</summary>
internal sealed class PdfPage(double width, double height)
{
    private readonly List<(StringBuilder Before, PdfBackdrop Backdrop)> _parts = [];

    public double Width => width;

    public double Height => height;

    /// <summary>The content stream since the last backdrop.</summary>
    public StringBuilder Content { get; private set; } = new(16 * 1024);

    /// <summary>The elements with content here, by their marked-content number.</summary>
    public List<PdfElement> Marked { get; } = [];

    /// <summary>Everything drawn, in order: text of a content stream, or a backdrop.</summary>
    public IEnumerable<object> Parts()
    {
        foreach ((StringBuilder before, PdfBackdrop backdrop) in _parts)
        {
            if (before.Length > 0)
            {
                yield return before.ToString();
            }

            yield return backdrop;
        }

        if (Content.Length > 0)
        {
            yield return Content.ToString();
        }
    }

    /// <summary>Puts a backdrop behind what follows.</summary>
    public void Add(PdfBackdrop backdrop)
    {
        _parts.Add((Content, backdrop));
        Content = new(16 * 1024);
    }

    /// <summary>Lets something be drawn that does not go on the page.</summary>
    /// <returns>What was drawn.</returns>
    public string Apart(Action draw)
    {
        StringBuilder kept = Content;
        Content = new(64 * 1024);
        draw();
        string drawn = Content.ToString();
        Content = kept;
        return drawn;
    }
}
