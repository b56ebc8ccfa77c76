using System.Formats.Asn1;
using System.Numerics;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

public sealed class SignatureEncodingTests
{
    [Fact]
    public void Numbers_of_every_length_come_back_the_same()
    {
        Random random = new(2);
        for (int r = 1; r <= 32; r++)
        {
            for (int s = 1; s <= 32; s++)
            {
                byte[] raw = new byte[64];
                random.NextBytes(raw.AsSpan(32 - r, r));
                random.NextBytes(raw.AsSpan(64 - s, s));
                raw[31] |= 1;
                raw[63] |= 1;
                Assert.Equal(raw, SignatureEncoding.FromDer(SignatureEncoding.ToDer(raw)));
                Assert.Equal(ByTheFramework(raw), SignatureEncoding.ToDer(raw));
            }
        }

        Assert.Equal(ByTheFramework(new byte[64]), SignatureEncoding.ToDer(new byte[64]));
    }

    [Theory]
    [InlineData("3006020101020101", true)]
    [InlineData("300702020080020101", true)]
    [InlineData("", false)]
    [InlineData("3000", false)]
    [InlineData("3003020101", false)]
    [InlineData("300602010102010100", false)]
    [InlineData("3009020101020101020101", false)]
    [InlineData("308106020101020101", false)]
    [InlineData("3080020101020101" + "0000", false)]
    [InlineData("30070281010102" + "0101", false)]
    [InlineData("300702020001020101", false)]
    [InlineData("3006020100020101", false)]
    [InlineData("3006020101020100", false)]
    [InlineData("3006020181020101", false)]
    [InlineData("3106020101020101", false)]
    [InlineData("3005020002" + "0101", false)]
    [InlineData("30260221" + "010000000000000000000000000000000000000000000000000000000000000000" + "020101", false)]
    public void Only_the_one_DER_form_is_read(string der, bool accepted)
    {
        byte[] bytes = Convert.FromHexString(der);
        if (accepted)
        {
            Assert.Equal(bytes, SignatureEncoding.ToDer(SignatureEncoding.FromDer(bytes)));
        }
        else
        {
            Assert.Throws<FormatException>(() => SignatureEncoding.FromDer(bytes));
        }
    }

    private static byte[] ByTheFramework(byte[] raw)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(raw.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(raw.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }

    [Fact]
    public void A_wrong_raw_length_is_an_argument_error() =>
        Assert.Throws<ArgumentException>(() => SignatureEncoding.ToDer(new byte[63]));
}
