using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Tests.Documents.Fonts;

public sealed class CharacterMapWriterTests
{
    private const int Seed = 12;

    [Theory]
    [InlineData(new[] { 0x20 })]
    [InlineData(new[] { 0xFFFD, 0xFFFE, 0x10000, 0x10001 })]
    [InlineData(new[] { 0x41, 0x42, 0x43, 0x4E2D, 0x20000, 0x10FFFF })]
    [InlineData(new int[0])]
    public void What_is_written_is_read(int[] characters) => Compare(characters);

    [Fact]
    public void Any_set_of_characters_is_read_as_written()
    {
        Random random = new(Seed);
        for (int round = 0; round < 200; round++)
        {
            int start = random.Next(0x20, 0x2FFFF);
            Compare([.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => start + random.Next(600)).Where(c => c is < 0xD800 or > 0xDFFF and not 0xFFFF).Distinct().Order()]);
        }
    }

    private static void Compare(int[] characters)
    {
        CharacterMap map = CharacterMap.Parse(CharacterMapWriter.Write(characters), characters.Length + 1);
        for (int i = 0; i < characters.Length; i++)
        {
            Assert.Equal(i + 1, map.Glyph(characters[i]));
            int next = characters[i] + 1;
            Assert.Equal(Array.IndexOf(characters, next) + 1, map.Glyph(next));
        }
    }
}
