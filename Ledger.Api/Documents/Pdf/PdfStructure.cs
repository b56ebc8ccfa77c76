using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Writes the structure tree: what a screen reader follows (ISO 32000-1 §14.7).</summary>
internal sealed class PdfStructure
{
    private readonly PdfOutput _output;
    private readonly PdfCanvas _canvas;
    private readonly IReadOnlyList<int> _pages;
    private readonly Dictionary<PdfElement, int> _numbers = [];

    /// <param name="output">Where to write.</param>
    /// <param name="canvas">What was drawn.</param>
    /// <param name="pages">The objects of its pages.</param>
    public PdfStructure(PdfOutput output, PdfCanvas canvas, IReadOnlyList<int> pages)
    {
        _output = output;
        _canvas = canvas;
        _pages = pages;
    }

    /// <summary>The standard structure type of a role (§14.8.4).</summary>
    public static string TypeOf(Role role) => role switch
    {
        Role.Heading => "H1",
        Role.Paragraph => "P",
        Role.Table => "Table",
        Role.Row => "TR",
        Role.HeaderCell => "TH",
        Role.Cell => "TD",
        Role.Figure => "Figure",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Writes all elements; the number of the tree's root.</summary>
    public int Write()
    {
        int root = _output.Reserve();
        int document = _output.Reserve();
        string children = WriteAll(_canvas.Elements, document);
        _output.Object(
            document, $"<</Type/StructElem/S/Document/P {PdfText.Reference(root)}/Lang(zh-CN)/K[{children}]>>");
        int parents = _output.Object($"<</Nums[{ParentTree()}]>>");
        _output.Object(
            root,
            $"<</Type/StructTreeRoot/K {PdfText.Reference(document)}/ParentTree {PdfText.Reference(parents)}"
            + $"/ParentTreeNextKey {_pages.Count}/ClassMap<</R<</O/Table/Scope/Row>>>>>>");
        return root;
    }

    private string WriteAll(List<PdfElement> elements, int parent) =>
        string.Join(' ', elements.Select(element => PdfText.Reference(Write(element, parent))));

    private int Write(PdfElement element, int parent)
    {
        int number = _output.Reserve();
        _numbers.Add(element, number);
        StringBuilder body = new();
        body.Append(CultureInfo.InvariantCulture, $"<</S/{TypeOf(element.Role)}/P {PdfText.Reference(parent)}");
        if (element.Role == Role.HeaderCell)
        {
            body.Append("/C/R");
        }

        if (element is { Role: Role.Figure, Alternative: string alternative })
        {
            // The replacement of a text stands at its span in the page, where programs look for it.
            body.Append(CultureInfo.InvariantCulture, $"/Alt{PdfText.String(alternative)}");
        }

        body.Append(element.IsGroup
            ? $"/K[{WriteAll(element.Children, number)}]>>"
            : $"/Pg {PdfText.Reference(_pages[element.Page])}/K {element.MarkedContent}>>");
        _output.Object(number, body.ToString());
        return number;
    }

    /// <summary>From each page's marked-content numbers back to the elements (§14.7.4.4).</summary>
    private string ParentTree()
    {
        StringBuilder tree = new();
        for (int page = 0; page < _canvas.Pages.Count; page++)
        {
            IEnumerable<string> elements =
                _canvas.Pages[page].Marked.Select(element => PdfText.Reference(_numbers[element]));
            tree.Append(CultureInfo.InvariantCulture, $"{page}[{string.Join(' ', elements)}]");
        }

        return tree.ToString();
    }
}
