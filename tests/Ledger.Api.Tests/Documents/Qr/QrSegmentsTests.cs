using System.Text;
using Ledger.Api.Documents.Qr;

namespace Ledger.Api.Tests.Documents.Qr;

public sealed class QrSegmentsTests
{
    [Theory]
    [InlineData(13, 12)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    public void No_other_way_to_cut_a_text_takes_fewer_bits(int plainHead, int octetHead)
    {
        for (int length = 0; length <= 9; length++)
        {
            for (int number = 0; number < 1 << length; number++)
            {
                byte[] text = [.. Enumerable.Range(0, length).Select(i => ((number >> i) & 1) != 0 ? (byte)'A' : (byte)'a')];
                bool[] cut = QrSegments.Cut(text, plainHead, octetHead);
                long fewest = Enumerable.Range(0, 1 << length)
                    .Select(way => Bits(text, [.. Enumerable.Range(0, length).Select(i => ((way >> i) & 1) != 0)], plainHead, octetHead)).Min();
                Assert.Equal(fewest, Bits(text, cut, plainHead, octetHead));
            }
        }
    }

    [Fact]
    public void The_text_of_a_licence_is_shorter_for_it()
    {
        const string Text = "https://licence.example/?id=1.2.156.3005.2.11100000MBDEM901XT002.11310105MBDEM0015E.JY23101050001234.001.Y&code=7Q3K-9TXW-4M2B-H6ZR";
        Assert.Equal(17 + (4 * 6), QrCode.Of(Text, medium: true).Size);
        Assert.Equal(17 + (4 * 8), QrCode.Of(new string('a', Text.Length), medium: true).Size);
        Assert.Contains(true, QrSegments.Cut(Encoding.UTF8.GetBytes(Text), 13, 12));
    }

    /// <summary>In sixths of a bit; no text is written in capital letters that has others.</summary>
    private static long Bits(byte[] text, bool[] plain, int plainHead, int octetHead)
    {
        long bits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bits += i == 0 || plain[i] != plain[i - 1] ? 6 * (plain[i] ? plainHead : octetHead) : 0;
            bits += plain[i] ? text[i] == 'A' ? 33 : int.MaxValue : 48;
        }

        return bits;
    }
}
