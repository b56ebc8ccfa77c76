using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Documents.Ofd;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Licences;

/// <summary>
/// The picture on the screen, the PDF and the OFD of one licence say the same at the same places. The OFD has a place for each character; the picture has shapes, which have
/// to stand for the same characters wherever they are used; of the PDF another program says where its words are.
/// </summary>
public sealed partial class SamePlacesTests(EveryTypeNode node) : IClassFixture<EveryTypeNode>
{
    private const double MillimetresPerPoint = 25.4 / 72;

    // Half a tenth of a millimetre, for what is rounded on the way; a word's box begins where its first character's ink may.
    private const double Tolerance = 0.05;
    private const double WordTolerance = 0.5;

    public static TheoryData<string> Codes => [.. LicenceTypes.Embedded().All.Select(type => type.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_picture_has_the_characters_of_the_OFD_where_it_has_them(string type)
    {
        IssuedSample sample = node[type];
        byte[] svg = new LicenceFile(node.Node.Node, SampleLicence.Fonts, TimeProvider.System).Preview(node.Node.Node.Licences.Open(sample.Licence.Issuer, sample.Identifier));
        (string Shape, double X, double Y)[] shapes = [.. ShapesOf(Encoding.UTF8.GetString(svg))];
        Dictionary<string, HashSet<Rune>> meanings = [];
        Placed[] placed = [.. FirstPageOf(sample.Ofd)];
        Assert.NotEmpty(placed);
        foreach (Placed one in placed)
        {
            (string shape, _, _) = shapes.MinBy(other => Math.Abs(other.X - one.X) + Math.Abs(other.Y - one.Y));
            Assert.True(
                shapes.Any(other => Math.Abs(other.X - one.X) <= Tolerance && Math.Abs(other.Y - one.Y) <= Tolerance), $"The picture has nothing at {one}.");
            (meanings.TryGetValue(shape, out HashSet<Rune>? known) ? known : meanings[shape] = []).Add(one.Character);
        }

        // A shape stands for one character, and the picture has no others: the word across it, that it is a preview, is drawn as a line.
        Assert.All(meanings, meaning => Assert.Single(meaning.Value));
        Assert.Equal(placed.Length, shapes.Length);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_PDF_has_the_words_of_the_OFD_where_it_has_them(string type)
    {
        Placed[] placed = [.. FirstPageOf(node[type].Ofd).Where(one => !Rune.IsWhiteSpace(one.Character))];
        XElement page = XElement.Parse(Tool.Run("pdftotext", "poppler-utils", "-bbox", "-f", "1", "-l", "1", node.PdfOf(type), "-")).Descendants().First(element => element.Name.LocalName == "page");
        int characters = 0;
        foreach (XElement word in page.Elements())
        {
            double At(string name) => double.Parse(word.Attribute(name)!.Value, CultureInfo.InvariantCulture) * MillimetresPerPoint;
            Placed[] line = [.. placed.Where(one => one.Y > At("yMin") && one.Y < At("yMax") && one.X > At("xMin") - WordTolerance && one.X < At("xMax") + WordTolerance).OrderBy(one => one.X)];
            Rune[] read = [.. word.Value.EnumerateRunes()];
            Assert.True(
                line.Any(one => one.Character == read[0] && Math.Abs(one.X - At("xMin")) <= WordTolerance), $"The OFD has no {word.Value} at {At("xMin"):0.00} {At("yMin"):0.00}.");
            Assert.All(read, character => Assert.Contains(line, one => one.Character == character));
            characters += read.Length;
        }

        Assert.Equal(placed.Length, characters);
    }

    private static IEnumerable<(string Shape, double X, double Y)> ShapesOf(string svg) => Use().Matches(svg).Select(use =>
        (use.Groups[1].Value, Number(use.Groups[2].Value) * MillimetresPerPoint, Number(use.Groups[3].Value) * MillimetresPerPoint));

    private static IEnumerable<Placed> FirstPageOf(byte[] ofd)
    {
        foreach (XElement text in SampleOfd.Xml(ofd, OfdNames.Page(0)).Descendants(SampleOfd.Namespace + "TextObject"))
        {
            double[] box = Numbers(text.Attribute("Boundary")!.Value);
            XElement code = text.Element(SampleOfd.Namespace + "TextCode")!;
            double x = box[0] + Number(code.Attribute("X")!.Value);
            double y = box[1] + Number(code.Attribute("Y")!.Value);
            double[] steps = [.. Numbers(code.Attribute("DeltaX")?.Value ?? ""), 0];
            foreach ((int place, Rune character) in code.Value.EnumerateRunes().Index())
            {
                yield return new Placed(character, x, y);
                x += steps[place];
            }
        }
    }

    private static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("<use href=\"#(g[0-9]+)\" transform=\"matrix\\([^ ]+ 0 0 [^ ]+ ([^ ]+) ([^ ]+)\\)\"")]
    private static partial Regex Use();

    private sealed record Placed(Rune Character, double X, double Y);
}
