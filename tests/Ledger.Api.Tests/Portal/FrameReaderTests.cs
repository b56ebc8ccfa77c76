using Ledger.Api.Portal;
using Ledger.Api.Security;

namespace Ledger.Api.Tests.Portal;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(60, 320, 240)]
    [InlineData(300, 480, 640)]
    [InlineData(1_200, 640, 640)]
    public void A_code_in_a_picture_is_read(int length, int width, int height)
    {
        string text = "LP1:" + new string('A', length - 4);
        Assert.Equal(text, FrameReader.Read(CodePicture.Grey(text, width, height), width));
    }

    [Fact]
    public void Noise_broken_codes_and_the_smallest_pictures_are_no_codes_and_no_faults()
    {
        Random random = new(20261127);
        for (int round = 0; round < 200; round++)
        {
            byte[] picture = CodePicture.Grey("https://licence.example/?id=1", 160, 120);
            for (int i = 0; i < round * 40; i++)
            {
                picture[random.Next(picture.Length)] = (byte)random.Next(256);
            }

            Assert.True(FrameReader.Read(picture, 160) is null or "https://licence.example/?id=1");
        }

        byte[] noise = new byte[FrameReader.ShortestSide * FrameReader.ShortestSide];
        random.NextBytes(noise);
        Assert.Null(FrameReader.Read(noise, FrameReader.ShortestSide));
        Assert.Null(FrameReader.Read(new byte[PagePermissions.FrameBytes], FrameReader.LongestSide));
    }

    [Theory]
    [InlineData(640, 640, true)]
    [InlineData(641, 640, false)]
    [InlineData(640, 641, false)]
    [InlineData(21, 21, true)]
    [InlineData(20, 21, false)]
    [InlineData(21, 20, false)]
    public void A_picture_has_its_sides(int width, int height, bool fits) => Assert.Equal(fits, FrameReader.Fits((long)width * height, width));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0)]
    [InlineData(1_000, 33)]
    public void A_picture_has_the_width_that_it_says(long length, long width) => Assert.False(FrameReader.Fits(length, width));
}
