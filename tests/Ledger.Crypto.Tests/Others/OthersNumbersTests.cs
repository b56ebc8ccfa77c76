using Ledger.Crypto.Others;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Others;

public class OthersNumbersTests
{
    private const int Width = 32;
    private const int Seed = 20261126;

    [Fact]
    public void Every_way_to_write_the_same_numbers_gives_the_same_numbers()
    {
        byte[] raw = new byte[2 * Width];
        new Random(Seed).NextBytes(raw);
        raw[0] = 0x91; // needs the zero that keeps it positive
        raw[Width] = 0x42;
        byte[] der = SignatureEncoding.ToDer(raw);
        byte[] without = [0x30, 0x44, 0x02, 0x20, .. raw[..Width], 0x02, 0x20, .. raw[Width..]];
        byte[] tooMany = [0x30, 0x48, 0x02, 0x22, 0, 0, .. raw[..Width], 0x02, 0x22, 0, 0, .. raw[Width..]];
        byte[] longLength = [0x30, 0x81, 0x45, .. der[2..]];
        byte[] padded = [0, .. raw[..Width], 0, .. raw[Width..]];

        Assert.Equal(OthersSignatureForm.Der, Read(der, raw));
        Assert.Equal(OthersSignatureForm.LooseDer, Read(without, raw));
        Assert.Equal(OthersSignatureForm.LooseDer, Read(tooMany, raw));
        Assert.Equal(OthersSignatureForm.LooseDer, Read(longLength, raw));
        Assert.Equal(OthersSignatureForm.Raw, Read(raw, raw));
        Assert.Equal(OthersSignatureForm.Raw, Read(padded, raw));
    }

    [Fact]
    public void A_raw_value_that_begins_like_a_sequence_is_raw()
    {
        byte[] raw = new byte[2 * Width];
        Array.Fill(raw, (byte)0x30);

        Assert.Equal(OthersSignatureForm.Raw, Read(raw, raw));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3006020101020100")]
    [InlineData("300602010102010101")]
    [InlineData("30080201010201010201")]
    [InlineData("0102030405")]
    public void What_holds_no_two_numbers_is_unreadable(string value) => Assert.Equal(
        OthersSignatureForm.Unreadable, OthersNumbers.Read(Convert.FromHexString(value), Width, out _));

    private static OthersSignatureForm Read(byte[] value, byte[] expected)
    {
        OthersSignatureForm form = OthersNumbers.Read(value, Width, out byte[] raw);
        Assert.Equal(expected, raw);
        return form;
    }
}
