using System.Text;
using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class CsvReaderTests
{
    private static readonly CsvLimits Small = new(Fields: 3, FieldLength: 8, RowLength: 12);

    [Theory]
    [InlineData("a,b\r\nc,d\r\n", "a|b/c|d")]
    [InlineData("a,b\nc,d", "a|b/c|d")]
    [InlineData("\"a,1\",\"b\"\"2\"\n", "a,1|b\"2")]
    [InlineData("\"one\r\ntwo\",x\r\n", "one\r\ntwo|x")]
    [InlineData("a,,\n", "a||")]
    [InlineData("\"\",\"\"\n", "|")]
    [InlineData("a\n\n\r\nb\n", "a/b")]
    [InlineData("名称,编号\n", "名称|编号")]
    [InlineData("", "")]
    public async Task It_reads_what_the_rule_describes(string text, string expected) =>
        Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_byte_order_mark_belongs_to_no_field() =>
        Assert.Equal("a|b", await ReadAsync([0xEF, 0xBB, 0xBF, .. "a,b\n"u8]));

    [Fact]
    public async Task It_reads_GB18030_with_characters_of_four_bytes()
    {
        Encoding encoding = FileEncoding.Find("GB18030")!;
        Assert.Equal("欧阳䶮𬭎|餐饮", await ReadAsync(encoding.GetBytes("欧阳䶮𬭎,餐饮\r\n"), "gb18030"));
    }

    [Theory]
    [InlineData("a,b\nc,d\"e\n", 2, 2)]
    [InlineData("a\n\"b\"c\n", 2, 1)]
    [InlineData("a\n\n\"never closed\n\n", 3, 1)]
    [InlineData("a\rb\n", 1, 1)]
    [InlineData("a,\0\n", 1, 2)]
    [InlineData("a,\"\0\"\n", 1, 2)]
    [InlineData("a,b\nc,\uFFFF", 2, 2)]
    public async Task What_the_rule_does_not_describe_is_refused_with_its_place(string text, long row, int column)
    {
        // The last one ends in the first byte of a character of three.
        byte[] bytes = text.EndsWith('\uFFFF') ? [.. Encoding.UTF8.GetBytes(text[..^1]), 0xE5] : Encoding.UTF8.GetBytes(text);
        ImportFormatException refused = await Assert.ThrowsAsync<ImportFormatException>(() => ReadAsync(bytes));
        Assert.Equal((row, column), (refused.Row, refused.Column));
        Assert.Contains($"第 {row} 行第 {column} 列", refused.ToRefusal().Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678,1,1\n", true)]
    [InlineData("123456789\n", false)]
    [InlineData("\"12345678\"\n", true)]
    [InlineData("\"123456789\"\n", false)]
    [InlineData("12345678,1234,\n", true)]
    [InlineData("12345678,1234,5\n", false)]
    [InlineData("1,2,3\n", true)]
    [InlineData("1,2,3,\n", false)]
    public async Task A_row_is_as_long_as_its_limits_and_no_longer(string text, bool reads)
    {
        Task read = ReadAsync(Encoding.UTF8.GetBytes(text), limits: Small);
        if (reads)
        {
            await read;
        }
        else
        {
            await Assert.ThrowsAsync<ImportFormatException>(() => read);
        }
    }

    [Fact]
    public async Task Fields_are_whole_wherever_the_bytes_were_cut()
    {
        string[] expected = [.. Enumerable.Range(0, 3_000).Select(i => $"上海\"{i}\",\r\n第 {i} 行")];
        string text = string.Join("\r\n", expected.Select(field => $"\"{field.Replace("\"", "\"\"")}\",x"));
        using CsvReader reader = new(new Dribble(Encoding.UTF8.GetBytes(text)), FileEncoding.Find("utf-8")!, new CsvLimits());
        foreach (string field in expected)
        {
            Assert.Equal([field, "x"], await reader.ReadAsync(CancellationToken.None));
        }

        Assert.Null(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal(expected.Length, reader.Row);
    }

    [Fact]
    public async Task Hostile_bytes_are_read_or_refused_and_nothing_else()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        byte[] original = Encoding.UTF8.GetBytes("证照编号,\"经营\"\"者\"\r\nJY1,\"沪,\n\"\n,,\r\n");
        for (int i = 0; i < 5_000; i++)
        {
            byte[] bytes = TextMutation.Of(original, random);
            try
            {
                await ReadAsync(bytes, i % 2 == 0 ? "utf-8" : "gb18030", Small with { Fields = 5 });
            }
            catch (ImportFormatException)
            {
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}, round {i}: {e}");
            }
        }
    }

    private static async Task<string> ReadAsync(byte[] bytes, string encoding = "utf-8", CsvLimits? limits = null)
    {
        using CsvReader reader = new(new MemoryStream(bytes), FileEncoding.Find(encoding)!, limits ?? new CsvLimits());
        List<string> rows = [];
        while (await reader.ReadAsync(CancellationToken.None) is { } fields)
        {
            rows.Add(string.Join('|', fields));
        }

        return string.Join('/', rows);
    }
}
