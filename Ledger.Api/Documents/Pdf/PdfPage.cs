using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>One page while it is drawn.</summary>
internal sealed class PdfPage(double width, double height)
{
    private readonly List<object> _done = [];
    private bool _isApart;

    public double Width => width;

    public double Height => height;

    /// <summary>The content stream since the last backdrop or piece.</summary>
    public StringBuilder Content { get; private set; } = new(16 * 1024);

    /// <summary>The elements with content here, by their marked-content number.</summary>
    public List<PdfElement> Marked { get; } = [];

    /// <summary>Everything drawn, in order: a backdrop, or a content stream as a list of texts and pieces.</summary>
    public IEnumerable<object> Parts()
    {
        List<object> stream = [];
        foreach (object part in _done.Append(Content))
        {
            if (part is StringBuilder text)
            {
                stream.AddRange(text.Length > 0 ? [text.ToString()] : Array.Empty<object>());
            }
            else if (part is PdfBackdrop backdrop)
            {
                if (stream.Count > 0)
                {
                    yield return stream;
                }

                yield return backdrop;
                stream = [];
            }
            else
            {
                stream.Add(part);
            }
        }

        if (stream.Count > 0)
        {
            yield return stream;
        }
    }

    /// <summary>Puts a backdrop behind what follows.</summary>
    public void Add(PdfBackdrop backdrop) => AddPart(backdrop);

    /// <summary>Puts something that is compressed already into the content stream.</summary>
    public void Add(PdfPiece piece) => AddPart(piece);

    /// <summary>Lets something be drawn that does not go on the page.</summary>
    /// <returns>What was drawn.</returns>
    public string Apart(Action draw)
    {
        StringBuilder kept = Content;
        Content = new(64 * 1024);
        _isApart = true;
        draw();
        _isApart = false;
        string drawn = Content.ToString();
        Content = kept;
        return drawn;
    }

    private void AddPart(object part)
    {
        if (_isApart)
        {
            throw new InvalidOperationException("A backdrop holds nothing that is kept by itself.");
        }

        _done.Add(Content);
        _done.Add(part);
        Content = new(4 * 1024);
    }
}
