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
            Assert.Equal(bytes, CanonicalBase64.Decode(Convert.ToBase64String(bytes)));
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
    public void Any_other_form_is_refused(string text) => Assert.Throws<FormatException>(() => CanonicalBase64.Decode(text));
}
