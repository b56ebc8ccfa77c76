using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Ledger.Api.Documents.Pdf;

/// <summary>The document's metadata as XMP (ISO 16684-1), with what PDF/A-3b asks for (ISO 19005-3 §6.6).</summary>
internal static class XmpPacket
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace PdfaId = "http://www.aiim.org/pdfa/ns/id/";
    private static readonly XNamespace Extension = "http://www.aiim.org/pdfa/ns/extension/";
    private static readonly XNamespace Schema = "http://www.aiim.org/pdfa/ns/schema#";
    private static readonly XNamespace Property = "http://www.aiim.org/pdfa/ns/property#";
    private static readonly XNamespace Meta = "adobe:ns:meta/";

    /// <summary>The namespace of the national metadata names; the names are GB/T 36903's, the namespace is this system's.</summary>
    private static readonly XNamespace Licence = "urn:ledger:licence-metadata:1#";

    /// <exception cref="ArgumentException">A metadata name is no ASCII identifier, is used twice, or a text has characters XML forbids.</exception>
    public static byte[] Write(PdfProperties properties)
    {
        Check(properties.Metadata);
        string time = properties.Time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        XElement standard = Description(
            new XElement(Dc + "format", "application/pdf"),
            new XElement(Dc + "title", new XElement(Rdf + "Alt", Text("x-default", properties.Title))),
            new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", properties.Author))),
            new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", "zh-CN"))),
            new XElement(Xmp + "CreateDate", time),
            new XElement(Xmp + "ModifyDate", time),
            new XElement(PdfaId + "part", "3"),
            new XElement(PdfaId + "conformance", "B"));
        XElement rdf = new(Rdf + "RDF", Prefixes(), standard);
        if (properties.Metadata.Count > 0)
        {
            rdf.Add(Description([.. properties.Metadata.Select(item => new XElement(Licence + item.Key, item.Value))]));
            rdf.Add(Description(ExtensionSchema(properties.Metadata)));
        }

        XElement root = new(Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta), rdf);
        return Encoding.UTF8.GetBytes(
            "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
            + root.ToString(SaveOptions.DisableFormatting)
            + "\n<?xpacket end=\"r\"?>");
    }

    private static void Check(IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string name, string _) in metadata)
        {
            bool identifier = name.Length > 0 && char.IsAsciiLetter(name[0])
                && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            if (!identifier || !seen.Add(name))
            {
                throw new ArgumentException($"'{name}' cannot be a metadata name, or is used twice.");
            }
        }
    }

    /// <summary>PDF/A requires these very prefixes (§6.6.2.3.3).</summary>
    private static XAttribute[] Prefixes() =>
    [
        new(XNamespace.Xmlns + "rdf", Rdf),
        new(XNamespace.Xmlns + "dc", Dc),
        new(XNamespace.Xmlns + "xmp", Xmp),
        new(XNamespace.Xmlns + "pdfaid", PdfaId),
        new(XNamespace.Xmlns + "pdfaExtension", Extension),
        new(XNamespace.Xmlns + "pdfaSchema", Schema),
        new(XNamespace.Xmlns + "pdfaProperty", Property),
        new(XNamespace.Xmlns + "licence", Licence),
    ];

    private static XElement Description(params IEnumerable<XElement> content) =>
        new(Rdf + "Description", new XAttribute(Rdf + "about", ""), content);

    private static XElement Text(string language, string value) =>
        new(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", language), value);

    /// <summary>PDF/A wants every property that is not XMP's own described inside the file (§6.6.2.3).</summary>
    private static XElement ExtensionSchema(IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        XAttribute Resource() => new(Rdf + "parseType", "Resource");
        IEnumerable<XElement> items = metadata.Select(item => new XElement(
            Rdf + "li",
            Resource(),
            new XElement(Property + "name", item.Key),
            new XElement(Property + "valueType", "Text"),
            new XElement(Property + "category", "external"),
            new XElement(Property + "description", $"GB/T 36903 {item.Key}")));
        return new XElement(
            Extension + "schemas",
            new XElement(
                Rdf + "Bag",
                new XElement(
                    Rdf + "li",
                    Resource(),
                    new XElement(Schema + "schema", "Electronic licence metadata"),
                    new XElement(Schema + "namespaceURI", Licence.NamespaceName),
                    new XElement(Schema + "prefix", "licence"),
                    new XElement(Schema + "property", new XElement(Rdf + "Seq", items)))));
    }
}
