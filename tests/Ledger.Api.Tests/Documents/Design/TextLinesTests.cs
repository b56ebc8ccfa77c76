using System.Text;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Tests.Documents.Design;

public class TextLinesTests
{
    private const int Seed = 4021;

    private static FontChain Fonts => SampleLicence.Fonts.Serif;

    [Theory]
    [InlineData("一二三四五，六", 50, "一二三四|五，六")]
    [InlineData("一二三（四五）六", 40, "一二三|（四五）|六")]
    [InlineData("一二2026年11月", 40, "一二|2026年|11月")]
    [InlineData("一 licence", 25, "一|licen|ce")]
    [InlineData("一二，1.2.156.3005.W，三", 50, "一二，1.2.|156.3005.|W，三")]
    [InlineData("一二，1.2.156，三", 50, "一二，|1.2.156，|三")]
    [InlineData("甲\n乙\n\n丙", 50, "甲|乙||丙")]
    [InlineData("𬭎𬭎𬭎𬭎", 25, "𬭎𬭎|𬭎𬭎")]
    [InlineData("", 50, "")]
    public void Lines_break_where_Chinese_typesetting_allows(string text, double width, string expected) =>
        Assert.Equal(expected, string.Join('|', TextLines.Break(text, Fonts, 10, width)));

    [Fact]
    public void Whatever_the_text_no_character_is_lost_and_no_line_is_too_wide()
    {
        Random random = new(Seed);
        const string Alphabet = "一二三，。、；（）《》“”abcXYZ0189.-/ \U0002CB4E";
        Rune[] runes = [.. Alphabet.EnumerateRunes()];
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => runes[random.Next(runes.Length)]));
            double width = random.Next(12, 120);
            List<string> lines = TextLines.Break(text, Fonts, 10, width);
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
            Assert.All(lines, line => Assert.True(
                Fonts.Measure(line, 10) <= width || line.EnumerateRunes().Count() == 1, $"Seed {Seed}, round {round}: '{line}'"));
        }
    }
}
