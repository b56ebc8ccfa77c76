using System.Text;
using Ledger.Node.Exchange;

namespace Ledger.Node.Tests.Exchange;

/// <summary>Metadata XML is written in one form, read in the forms it is met in, and nothing hostile gets further than a refusal.</summary>
public sealed class MetadataXmlTests
{
    private static readonly MetadataItem[] Items = [new("ZZMC", "营业执照"), new("CZZT", "某 <公司> & \"子\" 𬭎"), new("KZ_BZ", "")];

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Items, MetadataXml.Read(MetadataXml.Write(Items)));

    [Fact]
    public void It_is_written_in_the_national_form() => Assert.Equal(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <ofd:CustomDatas xmlns:ofd="http://www.ofdspec.org/2016">
          <ofd:CustomData Name="ZZMC">营业执照</ofd:CustomData>
        </ofd:CustomDatas>
        """,
        Encoding.UTF8.GetString(MetadataXml.Write(Items[..1])));

    [Theory]
    [InlineData("""<ofd:CustomDatas xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CustomData Name="ZZMC">证</ofd:CustomData></ofd:CustomDatas>""")]
    [InlineData("""<ofd:CustomDatas><ofd:CustomData Name="ZZMC">证</ofd:CustomData></ofd:CustomDatas>""")]
    [InlineData("""<CustomDatas><CustomData Name="ZZMC"> 证 </CustomData></CustomDatas>""")]
    [InlineData("""<CustomDatas><CustomData Name="ZZMC"><![CDATA[证]]></CustomData></CustomDatas>""")]
    [InlineData("""<CustomDatas><!-- 甲 --><CustomData Name="ZZMC">&#x8BC1;<!-- 乙 --></CustomData></CustomDatas>""")]
    [InlineData(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <XMI xmlns:ofd="org.omg.ofd" xmi.version="1.0" createtime="2026-11-26"><ofd:CuslomDatas><ofd:CuslomData name="ZZMC">证</ofd:CuslomData></ofd:CuslomDatas></XMI>
        """)]
    [InlineData(
        """
        <ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>
        <ofd:CustomDatas><ofd:CustomData Name="ZZMC">证</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo></ofd:DocBody></ofd:OFD>
        """)]
    public void It_is_read_as_it_is_met(string xml) => Assert.Equal([new MetadataItem("ZZMC", "证")], Read(xml));

    [Fact]
    public void Other_encodings_of_unicode_are_read()
    {
        const string Xml = """<?xml version="1.0" encoding="UTF-16"?><CustomDatas><CustomData Name="ZZMC">证</CustomData></CustomDatas>""";
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Xml)];
        Assert.Equal([new MetadataItem("ZZMC", "证")], MetadataXml.Read(bytes));
    }

    [Fact]
    public void Joint_holders_may_have_one_name() => Assert.Equal(
        ["甲", "乙"],
        Read("""<CustomDatas><CustomData Name="CZZT">甲</CustomData><CustomData Name="CZZT">乙</CustomData></CustomDatas>""").Select(item => item.Value));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not xml")]
    [InlineData("<XMI/>")]
    [InlineData("<CustomDatas>")]
    [InlineData("<CustomDatas></CustomData>")]
    [InlineData("<CustomDatas/><CustomDatas/>")]
    [InlineData("<a><CustomDatas/><CustomDatas/></a>")]
    [InlineData("<CustomDatas><CustomDatas/></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData>证</CustomData></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"\">证</CustomData></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"Z Z\">证</CustomData></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"证照\">证</CustomData></CustomDatas>")]
    [InlineData("<CustomDatas><Other Name=\"ZZMC\">证</Other></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"ZZMC\"><b>证</b></CustomData></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"ZZMC\" Name=\"ZZBS\">证</CustomData></CustomDatas>")]
    [InlineData("<x:CustomDatas><x:CustomData Name=\"ZZMC\">证</x:CustomData></x:CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"ZZMC\">&unknown;</CustomData></CustomDatas>")]
    [InlineData("<CustomDatas><CustomData Name=\"ZZMC\">&#0;</CustomData></CustomDatas>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"x-none\"?><CustomDatas/>")]
    public void Anything_else_is_refused(string xml) => Assert.Throws<FormatException>(() => Read(xml));

    [Theory]
    [InlineData("<!DOCTYPE a><CustomDatas/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"证\">]><CustomDatas><CustomData Name=\"ZZMC\">&b;</CustomData></CustomDatas>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><CustomDatas/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><CustomDatas><CustomData Name=\"ZZMC\">&b;</CustomData></CustomDatas>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]><CustomDatas/>")]
    [InlineData(
        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
        + "<CustomDatas><CustomData Name=\"ZZMC\">&c;</CustomData></CustomDatas>")]
    public void A_document_type_is_refused_whatever_it_says(string xml)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => Read(xml));
        Assert.DoesNotContain("root:", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Throws<FormatException>(() => MetadataXml.Read((byte[])[.. "<CustomDatas>"u8, 0xFF, 0xFE, 0xC0, .. "</CustomDatas>"u8]));

    [Fact]
    public void A_refusal_repeats_nothing_of_the_document()
    {
        const string Secret = "310100198806120023";
        FormatException refusal = Assert.Throws<FormatException>(
            () => Read($"<CustomDatas><CustomData Name=\"CZZTDM\">{Secret}</{Secret}></CustomDatas>"));
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_items_are_read_as_the_limit_says_and_not_one_more()
    {
        Assert.Equal(MetadataXml.MaximumItems, Read(Many(MetadataXml.MaximumItems)).Count);
        Assert.Throws<FormatException>(() => Read(Many(MetadataXml.MaximumItems + 1)));
    }

    [Fact]
    public void A_value_is_as_long_as_the_limit_says_and_not_one_more()
    {
        Assert.Equal(MetadataXml.LongestValue, Assert.Single(Read(Value(MetadataXml.LongestValue))).Value.Length);
        Assert.Throws<FormatException>(() => Read(Value(MetadataXml.LongestValue + 1)));
    }

    [Fact]
    public void A_name_is_as_long_as_the_limit_says_and_not_one_more()
    {
        Assert.Single(Read(Name(MetadataXml.LongestName)));
        Assert.Throws<FormatException>(() => Read(Name(MetadataXml.LongestName + 1)));
    }

    [Fact]
    public void Elements_lie_as_deep_as_the_limit_says_and_not_one_more()
    {
        Assert.Empty(Read(Deep(MetadataXml.DeepestElement)));
        Assert.Throws<FormatException>(() => Read(Deep(MetadataXml.DeepestElement + 1)));
        Assert.Throws<FormatException>(() => Read(Deep(100_000)));
    }

    [Fact]
    public void A_document_has_as_many_bytes_as_the_limit_says_and_not_one_more()
    {
        Assert.Empty(Read(Bytes(MetadataXml.MaximumBytes)));
        Assert.Throws<FormatException>(() => Read(Bytes(MetadataXml.MaximumBytes + 1)));
    }

    private static IReadOnlyList<MetadataItem> Read(string xml) => MetadataXml.Read(Encoding.UTF8.GetBytes(xml));

    private static string Many(int count) =>
        $"<CustomDatas>{string.Concat(Enumerable.Repeat("<CustomData Name=\"A\"/>", count))}</CustomDatas>";

    private static string Value(int length) => $"<CustomDatas><CustomData Name=\"A\">{new string('a', length)}</CustomData></CustomDatas>";

    private static string Name(int length) => $"<CustomDatas><CustomData Name=\"{new string('A', length)}\"/></CustomDatas>";

    private static string Deep(int depth) =>
        $"{string.Concat(Enumerable.Repeat("<a>", depth))}<CustomDatas/>{string.Concat(Enumerable.Repeat("</a>", depth))}";

    private static string Bytes(int count) => "<CustomDatas>" + new string(' ', count - "<CustomDatas></CustomDatas>".Length) + "</CustomDatas>";
}
