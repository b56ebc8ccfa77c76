using System.Text;

namespace Ledger.Api.Documents.Ofd;

/// <summary>One page while it is drawn. What comes before the first element of the document lies in the layer below all text.</summary>
/// <param name="Id">Its number, and those of its layers.</param>
/// <param name="Background">Number of the lower layer.</param>
/// <param name="Body">Number of the upper layer.</param>
/// <param name="Width">In millimetres.</param>
/// <param name="Height">In millimetres.</param>
internal sealed record OfdPage(int Id, int Background, int Body, double Width, double Height)
{
    private readonly StringBuilder _background = new(16 * 1024);
    private readonly StringBuilder _body = new(64 * 1024);

    /// <summary>Whether drawing goes to the upper layer.</summary>
    public bool HasBody { get; set; }

    /// <summary>Where the next object is written.</summary>
    public StringBuilder Content => HasBody ? _body : _background;

    /// <summary>The page's file (clause 7.7).</summary>
    public byte[] ToFile() => OfdText.File(
        $"<ofd:Page xmlns:ofd=\"{OfdNames.Namespace}\"><ofd:Area><ofd:PhysicalBox>{OfdText.Box(0, 0, Width, Height)}</ofd:PhysicalBox></ofd:Area>"
        + $"<ofd:Content>{Layer(Background, "Background", _background)}{Layer(Body, "Body", _body)}</ofd:Content></ofd:Page>");

    private static string Layer(int id, string type, StringBuilder content) => content.Length == 0 ? ""
        : FormattableString.Invariant($"<ofd:Layer ID=\"{id}\" Type=\"{type}\">{content}</ofd:Layer>");
}
