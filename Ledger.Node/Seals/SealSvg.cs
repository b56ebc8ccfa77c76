using System.Globalization;
using System.Xml;

namespace Ledger.Node.Seals;

/// <summary>
/// Checks an SVG file: elements and attributes that draw, and no others. No script, no style sheet, no link, no reference to anything
/// outside, no entity.
/// </summary>
internal static class SealSvg
{
    /// <summary>The most elements.</summary>
    public const int MostElements = 2_000;

    /// <summary>How deep elements lie within one another at most.</summary>
    public const int Deepest = 16;

    private const string Namespace = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Elements =
        ["svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan", "title", "desc"];

    private static readonly HashSet<string> Attributes =
    [
        "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "d", "points", "transform", "rotate",
        "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "opacity",
        "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing", "textLength",
        "lengthAdjust", "version", "preserveAspectRatio",
    ];

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = false,
        IgnoreProcessingInstructions = false,
        MaxCharactersInDocument = SealPictures.LongestFile,
        CloseInput = true,
    };

    /// <summary>The first thing wrong with it, without a full stop; null where nothing is.</summary>
    public static (string Chinese, string English)? FindFault(byte[] file)
    {
        if (file is not [(byte)'<', ..] || !System.Text.Unicode.Utf8.IsValid(file))
        {
            return ("既不是 PNG，也不是以 < 开头的 UTF-8 SVG", "it is neither PNG nor SVG in UTF-8 that begins with <");
        }

        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(file), Strict);
            return FindFault(reader);
        }
        catch (XmlException)
        {
            return ("不是格式良好的 XML，或含有文档类型声明", "it is not well-formed XML, or declares a document type");
        }
    }

    private static (string Chinese, string English)? FindFault(XmlReader reader)
    {
        int elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.ProcessingInstruction or XmlNodeType.CDATA or XmlNodeType.EntityReference)
            {
                return ("含有处理指令或 CDATA", "it has a processing instruction or CDATA");
            }

            if (reader.NodeType is XmlNodeType.Element && (++elements > MostElements || reader.Depth >= Deepest))
            {
                return ($"元素超过 {MostElements} 个或嵌套超过 {Deepest} 层", $"it has more than {MostElements} elements, or lies deeper than {Deepest}");
            }

            if (reader.NodeType is XmlNodeType.Element && ElementFault(reader, isRoot: elements == 1) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static (string Chinese, string English)? ElementFault(XmlReader reader, bool isRoot)
    {
        if (reader.NamespaceURI != Namespace || !Elements.Contains(reader.LocalName) || isRoot != (reader.LocalName == "svg"))
        {
            return ($"含有不允许的元素 {Shown(reader.LocalName)}", $"the element {Shown(reader.LocalName)} is not permitted there");
        }

        if (isRoot && !IsViewBox(reader.GetAttribute("viewBox")))
        {
            return ("缺少 viewBox，或其宽高不在 1 至 10000 之间", "it has no viewBox, or one that is not 1 to 10000 wide and high");
        }

        while (reader.MoveToNextAttribute())
        {
            bool isDeclaration = reader.Name == "xmlns" && reader.Value == Namespace;
            if (!isDeclaration && (!Attributes.Contains(reader.Name) || RefersElsewhere(reader.Value)))
            {
                return ($"含有不允许的属性 {Shown(reader.Name)}", $"the attribute {Shown(reader.Name)} is not permitted, or refers to something");
            }
        }

        reader.MoveToElement();
        return null;
    }

    /// <summary>Paint servers and fonts are named by url(), and everything else that could lead out has a colon or a backslash.</summary>
    private static bool RefersElsewhere(string value) =>
        value.Contains("url", StringComparison.OrdinalIgnoreCase) || value.AsSpan().ContainsAny(":\\@&<");

    private static bool IsViewBox(string? text)
    {
        string[] parts = text?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length == 4
            && parts.All(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            && parts[2..].All(part => double.Parse(part, CultureInfo.InvariantCulture) is >= 1 and <= 10_000);
    }

    private static string Shown(string name) => name.Length <= 32 ? name : name[..32];
}
