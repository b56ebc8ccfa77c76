using System.Xml;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Exchange;

/// <summary>
/// Metadata as licence files carry it: <c>&lt;ofd:CustomDatas&gt;&lt;ofd:CustomData Name="ZZMC"&gt;…</c> (GB/T 33190, GB/T 36903).
/// Written in one form. Read as it is met: under any root and namespace, with <c>CustomData</c> misspelt <c>CuslomData</c> and
/// <c>Name</c> written <c>name</c>, as files of real-estate registries have it.
/// </summary>
internal static class MetadataXml
{
    /// <summary>The longest text read, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>The most items read: those of our own largest licence, and as many again.</summary>
    public const int MaximumItems = 2 * LicenceDocument.MaximumFields;

    /// <summary>The longest name read.</summary>
    public const int LongestName = 64;

    /// <summary>The longest value read, in UTF-16 code units.</summary>
    public const int LongestValue = LicenceDocument.MaximumValueLength;

    /// <summary>The most elements inside one another.</summary>
    public const int DeepestElement = 16;

    private const string Prefix = "ofd";
    private const string Namespace = "http://www.ofdspec.org/2016";
    private const string List = "CustomDatas";
    private const string Item = "CustomData";
    private const string NameAttribute = "Name";

    private static readonly string[] ItemNames = [Item, "CuslomData"];
    private static readonly string[] ListNames = [List, "CuslomDatas"];

    private static readonly XmlReaderSettings Reading = new()
    {
        // No document type: with it would come entities that grow and files that are fetched.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaximumBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static readonly XmlWriterSettings Writing = new() { Encoding = new System.Text.UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    /// <summary>The items as a document of their own, in UTF-8.</summary>
    public static byte[] Write(IEnumerable<MetadataItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        using MemoryStream bytes = new();
        using (XmlWriter xml = XmlWriter.Create(bytes, Writing))
        {
            xml.WriteStartElement(Prefix, List, Namespace);
            foreach (MetadataItem item in items)
            {
                xml.WriteStartElement(Prefix, Item, Namespace);
                xml.WriteAttributeString(NameAttribute, item.Name);
                xml.WriteString(item.Value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the items of the one list in a document, in their order; a name may occur again, as with joint holders.</summary>
    /// <param name="xml">The whole document, at most 1 MiB.</param>
    /// <exception cref="FormatException">It is no such document, or a limit is passed; the message says where and repeats nothing.</exception>
    public static IReadOnlyList<MetadataItem> Read(ReadOnlyMemory<byte> xml)
    {
        if (xml.Length > MaximumBytes)
        {
            throw new FormatException($"Metadata has at most {MaximumBytes} bytes.");
        }

        using MemoryStream bytes = new(xml.ToArray(), writable: false);
        using XmlReader reader = XmlReader.Create(bytes, Reading, Context());
        try
        {
            return ReadList(reader);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException or NotSupportedException)
        {
            // Its own message would quote the document.
            throw new FormatException(
                exception is XmlException { LineNumber: > 0 } at
                    ? $"Metadata is not well-formed XML: line {at.LineNumber}, column {at.LinePosition}."
                    : "Metadata is not well-formed XML.");
        }
    }

    /// <summary>Parts cut out of an OFD's documents come without the declaration of their prefix.</summary>
    private static XmlParserContext Context()
    {
        XmlNamespaceManager known = new(new NameTable());
        known.AddNamespace(Prefix, Namespace);
        return new XmlParserContext(known.NameTable, known, xmlLang: null, XmlSpace.None);
    }

    private static List<MetadataItem> ReadList(XmlReader reader)
    {
        List<MetadataItem>? items = null;
        bool inside = false;
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
            {
                throw new FormatException($"Metadata has at most {DeepestElement} elements inside one another.");
            }

            if (reader.NodeType == XmlNodeType.Element && ListNames.Contains(reader.LocalName))
            {
                inside = items is null && !reader.IsEmptyElement;
                items = items is null ? [] : throw new FormatException("Metadata is one list of items.");
            }
            else if (reader.NodeType == XmlNodeType.EndElement && ListNames.Contains(reader.LocalName))
            {
                inside = false;
            }
            else if (inside && reader.NodeType == XmlNodeType.Element)
            {
                Add(items!, reader);
            }
        }

        return items ?? throw new FormatException($"Metadata has an element {List}.");
    }

    private static void Add(List<MetadataItem> items, XmlReader reader)
    {
        string? name = ItemNames.Contains(reader.LocalName) ? reader.GetAttribute(NameAttribute) ?? reader.GetAttribute("name") : null;
        if (!IsName(name))
        {
            throw new FormatException($"Each item is an element {Item} with a Name of 1 to {LongestName} letters, digits and underscores.");
        }

        string value = reader.IsEmptyElement ? "" : ReadValue(reader);
        items.Add(
            items.Count < MaximumItems ? new MetadataItem(name!, value) : throw new FormatException($"Metadata has at most {MaximumItems} items."));
    }

    private static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    /// <summary>The text up to the item's end, where the reader is left.</summary>
    private static string ReadValue(XmlReader reader)
    {
        System.Text.StringBuilder value = new();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            value.Append(
                reader.NodeType == XmlNodeType.Element ? throw new FormatException("An item holds text alone.") : reader.Value);
            if (value.Length > LongestValue)
            {
                throw new FormatException($"A value has at most {LongestValue} characters.");
            }
        }

        return value.ToString().Trim();
    }
}
