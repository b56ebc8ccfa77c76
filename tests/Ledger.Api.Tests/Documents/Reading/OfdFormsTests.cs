using System.Text;
using System.Xml.Linq;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents.Ofd;

namespace Ledger.Api.Tests.Documents.Reading;

/// <summary>What our writer does not write is no part of a face.</summary>
public sealed class OfdFormsTests
{
    private static readonly byte[] Licence = SampleOfd.Write(SampleLicence.Business);

    [Fact]
    public void What_the_writer_writes_is_read()
    {
        OfdFace face = OfdReader.Read(Licence, CancellationToken.None).Face!;
        Assert.Null(face.Fault);
        Assert.NotEmpty(Assert.Single(face.Pages));
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { OfdNames.Document, "</ofd:Document>", "<ofd:Annotations>Annotations.xml</ofd:Annotations></ofd:Document>" },
        { OfdNames.Document, "<ofd:PublicRes>", "<ofd:TemplatePage ID=\"900\" BaseLoc=\"Tpls/Content.xml\"/><ofd:PublicRes>" },
        { OfdNames.Document, "Pages/Page_0/", "Pages/./Page_0/" },
        { OfdNames.Document, "PublicRes.xml", "./PublicRes.xml" },
        { OfdNames.Entry, "</ofd:DocBody>", "</ofd:DocBody><ofd:DocBody/>" },
        { OfdNames.Page(0), "<ofd:Content>", "<ofd:Template TemplateID=\"900\"/><ofd:Content>" },
        { OfdNames.Page(0), "</ofd:TextObject>", "<ofd:CGTransform CodePosition=\"0\"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform></ofd:TextObject>" },
        { OfdNames.Page(0), "<ofd:TextObject ", "<ofd:TextObject Visible=\"false\" " },
        { OfdNames.Page(0), "<ofd:TextObject ", "<ofd:TextObject CTM=\"1 0 0 1 900 0\" " },
        { OfdNames.Page(0), "</ofd:TextCode>", "</ofd:TextCode><ofd:TextCode X=\"0\" Y=\"0\">再</ofd:TextCode>" },
        { OfdNames.Page(0), "</ofd:Layer>", "<ofd:PageBlock/></ofd:Layer>" },
        { OfdNames.Page(0), "</ofd:Layer>", "<ofd:CompositeObject/></ofd:Layer>" },
        { OfdNames.Page(0), "</ofd:Layer>", "text</ofd:Layer>" },
        { OfdNames.Page(0), "<ofd:Page ", "<ofd:Page xmlns:x=\"urn:x\" x:Visible=\"false\" " },
        { OfdNames.Resources, "</ofd:Res>", "<ofd:CompositeGraphicUnits/></ofd:Res>" },
        { OfdNames.Resources, "BaseLoc=\"Res\"", "BaseLoc=\"Other\"" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_else_could_show_or_hide_something_is_a_fault(string name, string text, string instead)
    {
        byte[] changed = OfdPackage.Write([.. OfdArchive.Open(Licence, CancellationToken.None).Parts.Select(part =>
            part.Name == name ? OfdPart.Deflate(name, Changed(name, text, instead)) : part)]);
        Assert.NotNull(OfdReader.Read(changed, CancellationToken.None).Face!.Fault);
    }

    private static byte[] Changed(string name, string text, string instead)
    {
        string before = Encoding.UTF8.GetString(SampleOfd.File(Licence, name));
        int at = before.IndexOf(text, StringComparison.Ordinal);
        string after = before.Remove(at, text.Length).Insert(at, instead);
        _ = XDocument.Parse(after); // still well-formed, or this would test the XML reader
        return Encoding.UTF8.GetBytes(after);
    }
}
