using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Tests.Encoding;

public sealed class Base45Tests
{
    /// <summary>RFC 9285, 4.3 and 4.4.</summary>
    [Theory]
    [InlineData("AB", "BB8")]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    [InlineData("", "")]
    public void The_examples_of_the_standard(string plain, string encoded)
    {
        Assert.Equal(encoded, Base45.Encode(System.Text.Encoding.ASCII.GetBytes(plain)));
        Assert.Equal(System.Text.Encoding.ASCII.GetBytes(plain), Base45.Decode(encoded));
    }

    [Fact]
    public void Every_pair_and_single_byte_comes_back()
    {
        for (int value = 0; value <= ushort.MaxValue; value++)
        {
            byte[] pair = [(byte)(value >> 8), (byte)(value & byte.MaxValue)];
            Assert.Equal(pair, Base45.Decode(Base45.Encode(pair)));
        }

        for (int value = 0; value <= byte.MaxValue; value++)
        {
            Assert.Equal([(byte)value], Base45.Decode(Base45.Encode([(byte)value]))!);
        }
    }

    /// <summary>Beyond the greatest value (RFC 9285, 6), characters of no alphabet, a length that no bytes have.</summary>
    [Theory]
    [InlineData("GGW")]
    [InlineData(":::")]
    [InlineData("::")]
    [InlineData("V5")]
    [InlineData("A")]
    [InlineData("BB8A")]
    [InlineData("bb8")]
    [InlineData("BB,")]
    [InlineData("B中8")]
    public void Any_other_text_is_none(string text) => Assert.Null(Base45.Decode(text));

    [Fact]
    public void No_two_texts_give_the_same_bytes()
    {
        const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        int read = 0;
        foreach (char first in Alphabet)
        {
            foreach (char second in Alphabet)
            {
                read += Base45.Decode([first, second]) is byte[] bytes && Base45.Encode(bytes) == $"{first}{second}" ? 1 : 0;
            }
        }

        Assert.Equal(256, read);
    }
}
