using System.IO.Compression;
using System.Text;
using Ledger.Api.Documents;

namespace Ledger.Api.Tests.Documents;

public sealed class Adler32Tests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5_552)]
    [InlineData(5_553)]
    [InlineData(300_000)]
    public void What_zlib_wrote_ends_with_it_and_nothing_cut_or_added_does(int length)
    {
        byte[] data = [.. Enumerable.Repeat((byte)0xff, length)];
        using MemoryStream deflated = new();
        using (ZLibStream stream = new(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(data);
        }

        byte[] compressed = deflated.ToArray();
        Assert.True(Adler32.Ends(compressed, data));
        Assert.False(Adler32.Ends(compressed.AsSpan()[..^1], data));
        Assert.False(Adler32.Ends([.. compressed, 0], data));
        Assert.False(Adler32.Ends(compressed, data.AsSpan()[1..]));
        Assert.False(Adler32.Ends([], data));
    }

    [Fact]
    public void It_is_the_one_of_the_well_known_example() =>
        Assert.True(Adler32.Ends([0, 0x11, 0xe6, 0x03, 0x98], Encoding.ASCII.GetBytes("Wikipedia")));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 9)]
    [InlineData(9, 0)]
    [InlineData(70_000, 65_521)]
    [InlineData(65_522, 131_043)]
    public void The_value_of_two_pieces_is_that_of_the_whole(int first, int second)
    {
        byte[] data = new byte[first + second];
        new Random(first + second).NextBytes(data);
        data.AsSpan(0, first / 2).Fill(0xff);
        Assert.Equal(Adler32.Of(data), Adler32.Join(Adler32.Of(data.AsSpan(0, first)), Adler32.Of(data.AsSpan(first)), second));
    }
}
