using System.Text;
using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class JsonLinesReaderTests
{
    private const int Limit = 10;

    [Theory]
    [InlineData("{}\n[1]\n", "1:{} 2:[1]")]
    [InlineData("{}\r\n\r\n \t\n{}", "1:{} 4:{}")]
    [InlineData("\uFEFF{}\n", "1:{}")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("0123456789\n", "1:0123456789")]
    [InlineData("0123456789\r\n", "1:0123456789")]
    [InlineData("0123456789", "1:0123456789")]
    public async Task It_gives_every_line_that_holds_something(string text, string expected) =>
        Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0123456789X\n", 1)]
    [InlineData("0123456789X", 1)]
    [InlineData("{}\n0123456789X\r\n", 2)]
    [InlineData("{}\n{}\n012345678901234567890123456789", 3)]
    public async Task A_line_longer_than_the_limit_is_refused_with_its_number(string text, long row)
    {
        ImportFormatException refused = await Assert.ThrowsAsync<ImportFormatException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)));
        Assert.Equal((row, 0), (refused.Row, refused.Column));
    }

    [Fact]
    public async Task Whatever_the_bytes_every_line_comes_once_or_the_file_is_refused()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        byte[] original = Encoding.UTF8.GetBytes("{\"a\":1}\r\n{}\n\n{\"b\":2}\n");
        for (int i = 0; i < 5_000; i++)
        {
            byte[] bytes = TextMutation.Of(original, random);
            string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
            bool fits = lines.All(line => (line.EndsWith('\r') ? line.Length - 1 : line.Length) <= Limit);
            try
            {
                string read = await ReadAsync(bytes);
                Assert.True(fits, $"Seed {seed}, round {i}: read {read}");
            }
            catch (ImportFormatException)
            {
                Assert.False(fits, $"Seed {seed}, round {i}");
            }
        }
    }

    private static async Task<string> ReadAsync(byte[] bytes)
    {
        JsonLinesReader reader = new(new Dribble(bytes), Limit);
        List<string> lines = [];
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
        {
            lines.Add($"{reader.Row}:{Encoding.UTF8.GetString(line.Span)}");
        }

        return string.Join(' ', lines);
    }
}
