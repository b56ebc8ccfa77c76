using System.Text;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Tests.Documents.Fonts;

public sealed class FontTests : IDisposable
{
    private const int Seed = 77;
    private const string Kai = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0x4E2D, "NotoSerifSC-Regular")]
    [InlineData(0x3400, "NotoSerifSC-Regular")]
    [InlineData(0x2CB4E, "NotoSerifSC-Regular")]
    [InlineData(0xF900, "NotoSansSC-Regular")]
    [InlineData(0x322E4, "LXGWWenKai-Regular")]
    public void A_character_comes_from_the_first_font_that_has_it(int character, string font) =>
        Assert.Equal(font, SampleLicence.Fonts.Serif.For(new Rune(character)).Name);

    [Fact]
    public void A_character_no_font_has_is_found_before_drawing()
    {
        Assert.Null(SampleLicence.Fonts.Serif.FirstMissing("欧阳䶮𬭎㐀\n"));
        Assert.Equal(new Rune(0x1F600), SampleLicence.Fonts.Serif.FirstMissing("笑\U0001F600"));
        Assert.Equal(new Rune('\t'), SampleLicence.Fonts.Serif.FirstMissing("a\tb"));
        Assert.Throws<ArgumentException>(() => SampleLicence.Fonts.Serif.For(new Rune(0x1F600)));
    }

    [Fact]
    public void A_missing_font_says_what_to_install()
    {
        FontCatalogue empty = new([_folder.Path]);
        string message = Assert.Throws<FileNotFoundException>(() => empty.Serif.For(new Rune('a'))).Message;
        Assert.Contains("npm ci", message, StringComparison.Ordinal);
        message = Assert.Throws<FileNotFoundException>(() => empty.Kai.For(new Rune('a'))).Message;
        Assert.Contains("apt-get install fonts-lxgw-wenkai", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_keeps_the_outlines_parts_of_composite_glyphs_included()
    {
        TrueTypeFont font = new(File.ReadAllBytes(Kai));
        int composite = Enumerable.Range(1, font.GlyphCount - 1).First(glyph => CompositeGlyph.Is(font.GlyphData(glyph)));
        int[] glyphs = [0, font.Glyph(new Rune('A')), composite, font.Glyph(new Rune(0x4E2D))];
        TrueTypeFont subset = new(SmallFont.Make(font, glyphs));
        for (int i = 0; i < glyphs.Length; i++)
        {
            Assert.Equal(GlyphOutline.Of(font, glyphs[i]).Steps, GlyphOutline.Of(subset, i).Steps);
            Assert.Equal(font.Advance(glyphs[i]), subset.Advance(i));
            Assert.Equal(font.SideBearing(glyphs[i]), subset.SideBearing(i));
        }
    }

    [Fact]
    public void A_damaged_font_is_refused_and_nothing_else_happens()
    {
        TrueTypeFont whole = new(File.ReadAllBytes(Kai));
        int composite = Enumerable.Range(1, whole.GlyphCount - 1).First(glyph => CompositeGlyph.Is(whole.GlyphData(glyph)));
        int[] glyphs = [0, composite, whole.Glyph(new Rune(0x4E2D))];
        byte[] small = SmallFont.Make(whole, glyphs);
        Random random = new(Seed);
        int refused = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] damaged = (byte[])small.Clone();
            for (int flips = random.Next(1, 8); flips > 0; flips--)
            {
                damaged[random.Next(random.Next(2) == 0 ? 400 : damaged.Length)] = (byte)random.Next(256);
            }

            damaged = random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
            try
            {
                TrueTypeFont font = new(damaged);
                for (int glyph = 0; glyph < glyphs.Length; glyph++)
                {
                    GlyphOutline.Of(font, glyph);
                }

                FontSubset.Make(font, [0, 1, 2]);
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 5000);
    }

    [Fact]
    public void A_character_map_of_format_4_is_read()
    {
        // OpenType cmap: A to C by a delta of -60, a and b through the glyph array, and the end mark.
        byte[] table = SmallFont.Numbers(
            "HHHHI" + "HHHHHHH" + "HHHH" + "HHH" + "HHH" + "HHH" + "HH",
            0, 1, 3, 1, 12,
            4, 44, 0, 6, 0, 0, 0,
            'C', 'b', 0xFFFF, 0,
            'A', 'a', 0xFFFF,
            -60, 0, 1,
            0, 4, 0,
            9, 7);
        CharacterMap map = CharacterMap.Parse(table, 100);
        Assert.Equal([5, 6, 7, 9, 7, 0, 0], "ABCabcD".Select(character => map.Glyph(character)));
        Assert.Throws<FormatException>(() => CharacterMap.Parse(table, 9));
        Assert.Throws<FormatException>(() => CharacterMap.Parse(table.AsSpan(0, table.Length - 1), 100));
    }
}
