using System.Xml;
using System.Xml.Linq;

namespace Ledger.Api.Documents.Reading;

/// <summary>Reads the XML files of a package: no document type, nothing fetched, bounded, no identifier twice.</summary>
internal static class OfdXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = OfdLimits.XmlCharacters,
        MaxCharactersFromEntities = 1,
        CloseInput = true,
    };

    /// <summary>The root element; null for what is not well-formed, or not in these bounds.</summary>
    public static XElement? Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            if (!IsBounded(content))
            {
                return null;
            }

            using XmlReader reader = XmlReader.Create(new MemoryStream(content.ToArray()), Settings);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The first child of a name, in whatever namespace: some programs leave it out.</summary>
    public static XElement? Child(this XElement? element, string name) => element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>All children of a name.</summary>
    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    /// <summary>The text of a child; null where there is none.</summary>
    public static string? Text(this XElement? element, string name) => element.Child(name)?.Value.Trim();

    // The tree is built only of what has been walked through once: building it recurses nowhere, but using it does.
    private static bool IsBounded(ReadOnlyMemory<byte> content)
    {
        HashSet<string> identifiers = new(StringComparer.Ordinal);
        int nodes = 0;
        using XmlReader reader = XmlReader.Create(new MemoryStream(content.ToArray()), Settings);
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            bool isOnce = reader.NodeType != XmlNodeType.Element || reader.GetAttribute("ID") is not string identifier || identifiers.Add(identifier);
            if ((reader.NodeType == XmlNodeType.Element && reader.Depth >= OfdLimits.XmlDepth) || nodes > OfdLimits.XmlNodes || !isOnce)
            {
                return false;
            }
        }

        return true;
    }
}
