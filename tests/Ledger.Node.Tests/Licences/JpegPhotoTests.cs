using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>Which files are taken for a photograph, at the limits and one over.</summary>
public sealed class JpegPhotoTests
{
    [Theory]
    [InlineData(196, 275)]
    [InlineData(296, 414)]
    [InlineData(260, 364)]
    public void A_baseline_photograph_of_the_right_size_is_taken(int width, int height)
    {
        JpegPhoto photo = JpegPhoto.Parse(File(width, height));
        Assert.Equal((width, height, false), (photo.Width, photo.Height, photo.IsGray));
        Assert.True(JpegPhoto.Parse(File(width, height, components: 1)).IsGray);
        Assert.Equal(64, photo.Digest.Length);
    }

    [Theory]
    [InlineData(195, 364)]
    [InlineData(297, 364)]
    [InlineData(260, 274)]
    [InlineData(260, 415)]
    public void One_pixel_more_or_less_is_refused(int width, int height) => Refused(File(width, height));

    [Fact]
    public void It_has_at_most_50_KiB()
    {
        byte[] file = File(260, 364);
        byte[] longest = [.. file[..^2], .. new byte[JpegPhoto.MaximumBytes - file.Length], .. file[^2..]];
        Assert.Equal(JpegPhoto.MaximumBytes, JpegPhoto.Parse(longest).File.Length);
        Refused([.. longest[..^2], 0, .. longest[^2..]]);
    }

    [Theory]
    [InlineData(0xE1)] // EXIF
    [InlineData(0xED)] // IPTC
    [InlineData(0xFE)] // a comment
    [InlineData(0xC2)] // progressive
    [InlineData(0xC9)] // arithmetic coding
    public void What_a_photograph_does_not_need_is_refused(byte marker)
    {
        byte[] file = File(260, 364);
        Refused([.. file[..2], 0xFF, marker, 0, 4, 1, 2, .. file[2..]]);
    }

    [Fact]
    public void Nothing_follows_its_end_and_nothing_is_missing()
    {
        byte[] file = File(260, 364);
        Refused([.. file, 0]);
        for (int length = 0; length < file.Length; length++)
        {
            Refused(file[..length]);
        }
    }

    [Fact]
    public void Other_components_and_depths_are_refused()
    {
        Refused(File(260, 364, components: 4));
        Refused(File(260, 364, bits: 12));
    }

    private static void Refused(byte[] file) => Assert.Throws<FormatException>(() => JpegPhoto.Parse(file));

    /// <summary>The segments of a JPEG file; what is between scan and end is no picture, which is nobody's business here.</summary>
    private static byte[] File(int width, int height, int components = 3, byte bits = 8)
    {
        List<byte> frame = [bits, (byte)(height >> 8), (byte)(height & 255), (byte)(width >> 8), (byte)(width & 255), (byte)components];
        for (byte i = 1; i <= components; i++)
        {
            frame.AddRange([i, 0x11, 0]);
        }

        return
        [
            0xFF, 0xD8,
            .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 1, 0, 200, 0, 200, 0, 0]),
            .. Segment(0xDB, [0, .. new byte[64]]),
            .. Segment(0xC0, [.. frame]),
            .. Segment(0xC4, [0, .. new byte[16]]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
            0xFF, 0xD9,
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)((content.Length + 2) & 255), .. content];
}
