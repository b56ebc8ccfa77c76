using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>One page while it is drawn.</summary>
internal sealed class PdfPage(double width, double height)
{
    public double Width => width;

    public double Height => height;

    /// <summary>The content stream so far.</summary>
    public StringBuilder Content { get; } = new(16 * 1024);

    /// <summary>The elements with content here, by their marked-content number.</summary>
    public List<PdfElement> Marked { get; } = [];
}
