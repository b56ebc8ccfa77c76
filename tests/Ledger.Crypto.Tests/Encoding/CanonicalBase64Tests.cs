using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Tests.Encoding;

public sealed class CanonicalBase64Tests
{
    [Fact]
    public void Bytes_of_any_length_are_read_from_the_one_form_they_have()
    {
        Random random = new(20261127);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            string text = Convert.ToBase64String(bytes);
            Assert.Equal(bytes, CanonicalBase64.Decode(text));
            byte[] found = new byte[CanonicalBase64.LengthOf(Utf8(text))];
            Assert.True(CanonicalBase64.TryDecode(Utf8(text), found));
            Assert.Equal(bytes, found);
            Assert.False(CanonicalBase64.TryDecode(Utf8(text), new byte[length + 1]));
        }
    }

    [Theory]
    [InlineData("AAAA\n\n\n\nAAAA")]
    [InlineData("AAAA    ")]
    [InlineData("    ")]
    [InlineData(" AAA")]
    [InlineData("AAA")]
    [InlineData("AAAAA")]
    [InlineData("AA=A")]
    [InlineData("A===")]
    [InlineData("====")]
    [InlineData("AB==")]
    [InlineData("AAB=")]
    [InlineData("AA==AAAA")]
    [InlineData("AA-_")]
    [InlineData("AAA\u00E9")]
    [InlineData("AAA\uFF21")]
    public void Any_other_form_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => CanonicalBase64.Decode(text));
        for (int length = 0; length <= 9; length++)
        {
            Assert.False(CanonicalBase64.TryDecode(Utf8(text), new byte[length]));
        }
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
