using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Ofd;

public sealed class OfdWriterTests
{
    private const string Rare = "𬭎";

    private readonly byte[] _ofd = SampleOfd.Write(SampleLicence.Business);

    [Fact]
    public void Equal_drawings_differ_in_the_seal_s_value_alone()
    {
        OfdArchive one = OfdArchive.Open(_ofd, CancellationToken.None);
        OfdArchive other = OfdArchive.Open(SampleOfd.Write(SampleLicence.Business), CancellationToken.None);
        Assert.Equal(one.Parts.Select(part => part.Name), other.Parts.Select(part => part.Name));
        IEnumerable<string> different = one.Parts.Zip(other.Parts)
            .Where(pair => !pair.First.Stored.Span.SequenceEqual(pair.Second.Stored.Span)).Select(pair => pair.First.Name);
        Assert.Equal([OfdNames.SignedValue], different);
    }

    [Fact]
    public void Other_programs_open_the_package()
    {
        using ZipArchive archive = new(new MemoryStream(_ofd));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream content = entry.Open();
            using MemoryStream copy = new();
            content.CopyTo(copy);
            Assert.Equal(SampleOfd.File(_ofd, entry.FullName), copy.ToArray());
        }

        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["licence.ofd"], _ofd);
        Assert.Contains("Done testing", Tool.Run("python3", "python3", "-m", "zipfile", "-t", folder["licence.ofd"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_can_be_copied_out()
    {
        foreach (LicencePicture picture in new[] { SampleLicence.Business, SampleLicence.Food })
        {
            string text = TextOf(SampleOfd.Write(picture));
            foreach (LicenceField field in picture.Fields)
            {
                Assert.Contains(field.Value, text, StringComparison.Ordinal);
            }

            Assert.Contains(picture.Identifier, text, StringComparison.Ordinal);
            Assert.Contains(picture.CheckCode, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_step_follows_each_character_but_the_last_and_is_the_font_s_own_width()
    {
        XElement page = SampleOfd.Xml(_ofd, OfdNames.Page(0));
        Dictionary<string, TrueTypeFont> fonts = FontsOf(_ofd);
        foreach (XElement text in page.Descendants(SampleOfd.Namespace + "TextObject"))
        {
            XElement code = text.Element(SampleOfd.Namespace + "TextCode")!;
            Rune[] characters = [.. code.Value.EnumerateRunes()];
            double[] steps = Numbers(code.Attribute("DeltaX")?.Value ?? "");
            Assert.Equal(characters.Length - 1, steps.Length);
            TrueTypeFont font = fonts[text.Attribute("Font")!.Value];
            double size = Numbers(text.Attribute("Size")!.Value)[0];
            double[] spacing = [.. steps.Select((step, i) => step - font.Width(characters[i], size))];

            // What is added between characters is the same all along, to a rounding at each end.
            Assert.True(spacing.Length == 0 || spacing.Max() - spacing.Min() < 0.005, code.Value);
            Assert.All(characters, character => Assert.NotEqual(0, font.Glyph(character)));
        }
    }

    [Fact]
    public void A_character_beyond_the_basic_plane_lies_unseen_over_its_shape()
    {
        XElement page = SampleOfd.Xml(_ofd, OfdNames.Page(0));
        XElement[] texts = [.. page.Descendants(SampleOfd.Namespace + "TextObject").Where(text => text.Value.Contains(Rare, StringComparison.Ordinal))];
        Assert.NotEmpty(texts);
        foreach (XElement text in texts)
        {
            Assert.Equal(Rare, text.Value);
            Assert.Equal("0", text.Element(SampleOfd.Namespace + "FillColor")!.Attribute("Alpha")!.Value);
            Assert.Equal("PathObject", ((XElement)text.PreviousNode!).Name.LocalName);
        }
    }

    [Fact]
    public void Numbers_rise_in_the_order_of_drawing_and_none_is_given_twice()
    {
        XElement page = SampleOfd.Xml(_ofd, OfdNames.Page(0));
        foreach (XElement layer in page.Descendants(SampleOfd.Namespace + "Layer"))
        {
            int[] numbers = [.. layer.Elements().Select(item => (int)item.Attribute("ID")!)];
            Assert.Equal(numbers.Order().Distinct(), numbers);
        }

        int most = (int)SampleOfd.Xml(_ofd, OfdNames.Document).Descendants(SampleOfd.Namespace + "MaxUnitID").Single();
        int[] all = [.. page.Descendants().Attributes("ID").Select(id => (int)id)];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.True(all.Max() <= most);
    }

    [Fact]
    public void No_object_reaches_out_of_its_box_or_the_page()
    {
        XElement page = SampleOfd.Xml(_ofd, OfdNames.Page(0));
        foreach (XElement item in page.Descendants(SampleOfd.Namespace + "PathObject"))
        {
            double[] box = Numbers(item.Attribute("Boundary")!.Value);
            double[] places = [.. item.Element(SampleOfd.Namespace + "AbbreviatedData")!.Value.Split(' ').Where(word => !char.IsAsciiLetter(word[0])).Select(Number)];
            Assert.All(places.Where((_, i) => i % 2 == 0), x => Assert.InRange(x, -0.002, box[2] + 0.002));
            Assert.All(places.Where((_, i) => i % 2 == 1), y => Assert.InRange(y, -0.002, box[3] + 0.002));
        }
    }

    [Fact]
    public void The_file_says_who_it_is_in_the_nation_s_names()
    {
        XElement entry = SampleOfd.Xml(_ofd, OfdNames.Entry);
        Dictionary<string, string> metadata = entry.Descendants(SampleOfd.Namespace + "CustomData")
            .ToDictionary(item => item.Attribute("Name")!.Value, item => item.Value, StringComparer.Ordinal);
        Assert.All(SampleLicence.Properties.Metadata, item => Assert.Equal(item.Value, metadata[item.Key]));
        Assert.Equal("营业执照", entry.Descendants(SampleOfd.Namespace + "Title").Single().Value);
        Assert.Equal("2026-11-21", entry.Descendants(SampleOfd.Namespace + "CreationDate").Single().Value);
    }

    [Fact]
    public void A_seal_that_programs_show_is_not_drawn_as_well()
    {
        byte[] drawn = SampleOfd.Write(SampleLicence.Business, SampleOfd.DrawnSealer);
        Assert.True(ShapesOf(drawn) > ShapesOf(_ofd));
        foreach (byte[] ofd in new[] { _ofd, drawn })
        {
            XElement stamp = SampleOfd.Xml(ofd, OfdNames.Signature).Descendants(SampleOfd.Namespace + "StampAnnot").Single();
            double[] box = Numbers(stamp.Attribute("Boundary")!.Value);
            Assert.Equal((string?)SampleOfd.Xml(ofd, OfdNames.Document).Descendants(SampleOfd.Namespace + "Page").First().Attribute("ID"), stamp.Attribute("PageRef")!.Value);
            Assert.InRange(box[0] + box[2], 20, 297);
            Assert.InRange(box[1] + box[3], 20, 210);
            Assert.Equal(box[2], box[3], 0.01);
        }
    }

    [Fact]
    public void A_picture_keeps_its_proportions()
    {
        OfdStamp stamp = new(1, 100, 50, 20);
        Assert.Equal("80 30 40 40", stamp.BoxFor(42, 42));
        Assert.Equal("80 36.667 40 26.667", stamp.BoxFor(45, 30));
    }

    private static int ShapesOf(byte[] ofd) => SampleOfd.Xml(ofd, OfdNames.Page(0)).Descendants(SampleOfd.Namespace + "PathObject").Count();

    private static string TextOf(byte[] ofd) => string.Concat(
        OfdArchive.Open(ofd, CancellationToken.None).Parts.Where(part => part.Name.EndsWith("Content.xml", StringComparison.Ordinal))
            .SelectMany(part => SampleOfd.Xml(ofd, part.Name).Descendants(SampleOfd.Namespace + "TextCode")).Select(code => code.Value));

    private static Dictionary<string, TrueTypeFont> FontsOf(byte[] ofd) => SampleOfd.Xml(ofd, OfdNames.Resources)
        .Descendants(SampleOfd.Namespace + "Font").ToDictionary(
            font => font.Attribute("ID")!.Value,
            font => new TrueTypeFont(SampleOfd.File(ofd, "Doc_0/Res/" + font.Value)),
            StringComparer.Ordinal);

    private static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
