using System.Text;
using System.Xml.Linq;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>The page's own XML reader beside .NET's: what one reads the other reads the same, and what one refuses the other refuses.</summary>
[Collection(OfflineBrowserGroup.Name)]
public sealed class OfflineXmlTests(OfflineBrowser browser)
{
    private const string Refused = "refused";

    private static readonly string[] Texts =
    [
        "<a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a x=\"1\" y='2&amp;3'>t<b/>u&#x4e00;&#19968;</a>", "<a><b>1</b><b>2</b></a>", "<a>&lt;&gt;&quot;&apos;</a>",
        "<a><![CDATA[<x>&amp;]]></a>", "<a><!-- c --><?pi x?>t</a><!-- d -->", "<p:a xmlns:p=\"urn:p\"><p:b/></p:a>", "<a xmlns=\"urn:p\"><b/></a>",
        "<a>\ud869\uded6</a>", "<a x=\"a\tb\"/>", "<a  x = \"1\"\n/>", "<a></a >",
        "", "x", "<a>", "</a>", "<a></b>", "<a><b></a></b>", "<a/><b/>", "<a/>x", "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", "<a>&e;</a>", "<a>&amp</a>",
        "<a>&#0;</a>", "<a>&#xd800;</a>", "<a x=\"1\" x=\"2\"/>", "<a x=1/>", "<a x/>", "<a x=\"<\"/>", "<a x=\"1\"y=\"2\"/>", "<p:a/>", "<a>]]></a>", "< a/>", "<1/>", "<a><!-- -- --></a>",
        "<a><b ID=\"1\"/><c ID=\"1\"/></a>", "<a>\u0001</a>",
    ];

    [Fact]
    public async Task It_reads_and_refuses_what_that_of_the_program_does()
    {
        string[] deep = [string.Concat(Enumerable.Repeat("<a>", 64)) + string.Concat(Enumerable.Repeat("</a>", 64)),
            string.Concat(Enumerable.Repeat("<a>", 65)) + string.Concat(Enumerable.Repeat("</a>", 65))];
        string[] texts = [.. Texts, .. deep];
        await using OfflineWindow window = await browser.OpenModulesAsync("Documents/XmlReader.js");
        string[] shown = await window.Page.EvaluateAsync<string[]>(
            """
            (texts) => {
              const { XmlReader } = modules['Documents/XmlReader.js'];
              const told = ({ namespace, name, attributes, text, children }) =>
                `{${namespace}}${name}[${[...attributes].map(([key, value]) => `${key}=${value}`).join()}]${children.length === 0 ? text : ''}(${children.map(told).join('')})`;
              return texts.map((text) => {
                const root = XmlReader.parse(new TextEncoder().encode(text));
                return root === undefined ? 'refused' : told(root);
              });
            }
            """, texts);
        Assert.Equal(texts.Select(text => $"{text} {Read(text)}"), texts.Zip(shown).Select(pair => $"{pair.First} {pair.Second}"));
        Assert.Contains(Refused, shown);
    }

    private static string Read(string text) => OfdXml.Parse(Encoding.UTF8.GetBytes(text)) is XElement root ? Told(root) : Refused;

    private static string Told(XElement element) =>
        $"{{{element.Name.NamespaceName}}}{element.Name.LocalName}"
        + $"[{string.Join(',', element.Attributes().Where(item => !item.IsNamespaceDeclaration).Select(item => $"{item.Name.LocalName}={item.Value}"))}]"
        + $"{(element.HasElements ? "" : element.Value)}({string.Concat(element.Elements().Select(Told))})";
}
