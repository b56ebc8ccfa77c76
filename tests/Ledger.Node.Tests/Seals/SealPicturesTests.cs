using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ledger.Node.Seals;

namespace Ledger.Node.Tests.Seals;

public sealed class SealPicturesTests
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">";

    [Theory]
    [InlineData(64, 64, true)]
    [InlineData(63, 64, false)]
    [InlineData(2048, 2048, true)]
    [InlineData(2048, 2049, false)]
    public void A_png_has_64_to_2048_pixels_each_way(int width, int height, bool fits) =>
        Assert.Equal(fits, IsTaken(Png(width, height)));

    [Theory]
    [InlineData(10, 60, true)]
    [InlineData(9, 42, false)]
    [InlineData(42, 61, false)]
    public void A_seal_is_10_to_60_millimetres_wide_and_high(int width, int height, bool fits) =>
        Assert.Equal(fits, Record.Exception(() => SealPictures.Check(Png(64, 64), width, height)) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_file_has_up_to_256_kibibytes(int beyond, bool fits)
    {
        byte[] file = Encoding.UTF8.GetBytes($"{Svg}<desc>{new string('x', SealPictures.LongestFile + beyond - Svg.Length - 19)}</desc></svg>");
        Assert.Equal(SealPictures.LongestFile + beyond, file.Length);
        Assert.Equal(fits, IsTaken(file));
    }

    [Fact]
    public void A_png_that_is_changed_anywhere_is_refused()
    {
        byte[] whole = Png(64, 64);
        Assert.True(IsTaken(whole));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            Assert.False(IsTaken(changed), $"byte {i}");
            Assert.False(IsTaken(whole[..i]), $"cut at {i}");
        }

        Assert.False(IsTaken([.. whole, 0]));
    }

    [Fact]
    public void A_png_with_text_or_other_pixels_than_it_says_is_refused()
    {
        Assert.False(IsTaken(Png(64, 64, extra: Chunk("tEXt", "Author\0somebody"u8))));
        Assert.False(IsTaken(Png(64, 64, pixels: 64 * ((64 * 4) + 1) - 1)));
        Assert.False(IsTaken(Png(64, 64, pixels: 64 * ((64 * 4) + 1) + 1)));

        // A bomb: it is given up as soon as it is too much.
        Assert.False(IsTaken(Png(64, 64, pixels: 100_000_000)));
    }

    [Theory]
    [InlineData("<circle r=\"4\" fill=\"red\"/>", true)]
    [InlineData("<g transform=\"rotate(30)\"><path d=\"M0,0 L1,1 Z\" stroke-width=\"2\"/><text y=\"3\">章</text></g>", true)]
    [InlineData("<!-- a remark --><rect x=\"1\" y=\"1\" width=\"2\" height=\"2\"/>", true)]
    [InlineData("<script>alert(1)</script>", false)]
    [InlineData("<circle r=\"4\" onload=\"alert(1)\"/>", false)]
    [InlineData("<circle r=\"4\" style=\"fill:url(http://example.org/x)\"/>", false)]
    [InlineData("<circle r=\"4\" fill=\"url(#a)\"/>", false)]
    [InlineData("<circle r=\"4\" fill=\"URL(//example.org/x)\"/>", false)]
    [InlineData("<image href=\"x.png\"/>", false)]
    [InlineData("<use href=\"#a\"/>", false)]
    [InlineData("<a href=\"https://example.org\"><circle r=\"1\"/></a>", false)]
    [InlineData("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>", false)]
    [InlineData("<style>*{fill:red}</style>", false)]
    [InlineData("<animate attributeName=\"r\"/>", false)]
    [InlineData("<svg viewBox=\"0 0 1 1\"/>", false)]
    [InlineData("<circle xmlns=\"urn:other\" r=\"1\"/>", false)]
    [InlineData("<circle xml:base=\"http://example.org\" r=\"1\"/>", false)]
    [InlineData("<?xml-stylesheet href=\"x.css\"?>", false)]
    [InlineData("<text><![CDATA[x]]></text>", false)]
    [InlineData("<circle r=\"1\">", false)]
    public void An_svg_draws_and_does_nothing_else(string content, bool fits) => Assert.Equal(fits, IsTaken(Encoding.UTF8.GetBytes($"{Svg}{content}</svg>")));

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&x;</svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 1\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 NaN 1\"/>")]
    [InlineData("<svg viewBox=\"0 0 1 1\"/>")]
    [InlineData("<g xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData(" <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public void What_is_no_decent_svg_is_refused(string file) => Assert.False(IsTaken(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData(SealSvg.MostElements, 2, true)]
    [InlineData(SealSvg.MostElements + 1, 2, false)]
    [InlineData(SealSvg.Deepest, SealSvg.Deepest, true)]
    [InlineData(SealSvg.Deepest + 1, SealSvg.Deepest + 1, false)]
    public void An_svg_has_up_to_2000_elements_and_lies_up_to_16_deep(int elements, int depth, bool fits)
    {
        string nested = string.Concat(Enumerable.Repeat("<g>", depth - 1)) + string.Concat(Enumerable.Repeat("</g>", depth - 1));
        string flat = string.Concat(Enumerable.Repeat("<g/>", elements - depth));
        Assert.Equal(fits, IsTaken(Encoding.UTF8.GetBytes($"{Svg}{nested}{flat}</svg>")));
    }

    [Fact]
    public void A_name_with_the_signs_of_markup_is_drawn_all_the_same() => Assert.Null(SealSvg.FindFault(SealDrawing.Svg("甲<乙>&丙\"局")));

    private static bool IsTaken(byte[] file)
    {
        try
        {
            SealPictures.Check(file, 42, 42);
            return true;
        }
        catch (LedgerException refused)
        {
            Assert.True(refused.Error is LedgerError.InvalidField or LedgerError.TooLarge);
            return false;
        }
    }

    private static byte[] Png(int width, int height, byte[]? extra = null, int? pixels = null)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        using MemoryStream data = new();
        using (ZLibStream deflated = new(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflated.Write(new byte[pixels ?? (height * ((width * 4) + 1))]);
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. extra ?? [], .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        uint crc = uint.MaxValue;
        foreach (byte value in chunk.AsSpan(4, 4 + content.Length))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), ~crc);
        return chunk;
    }
}
