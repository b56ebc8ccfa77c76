using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

// Ethereum JSON-RPC, "Hex encoding": quantities and data.
public sealed class EvmHexTests
{
    [Theory]
    [InlineData("0x0", 0)]
    [InlineData("0x41", 65)]
    [InlineData("0x400", 1024)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    public void A_quantity_is_read_and_written(string text, long value)
    {
        Assert.Equal(value, EvmHex.Quantity(text));
        Assert.Equal(text, EvmHex.Of(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x0400")]
    [InlineData("ff")]
    [InlineData("0xg")]
    [InlineData("0x-1")]
    [InlineData("0x 1")]
    [InlineData("0X1")]
    [InlineData("0x8000000000000000")]
    [InlineData("0x10000000000000000")]
    public void Anything_else_is_no_quantity(string text)
    {
        Assert.Throws<FormatException>(() => EvmHex.Quantity(text));
    }

    [Theory]
    [InlineData("0x0")]
    [InlineData("004200")]
    [InlineData("0xf0f0f")]
    [InlineData("0xzz")]
    public void Half_bytes_and_other_texts_are_no_data(string text)
    {
        Assert.Throws<FormatException>(() => EvmHex.Data(text));
    }

    [Fact]
    public void An_address_has_twenty_bytes()
    {
        Assert.Equal(
            "0x3535353535353535353535353535353535353535",
            EvmAddress.Parse("0x3535353535353535353535353535353535353535").ToString());
        Assert.Throws<FormatException>(() => EvmAddress.Parse("0x35353535353535353535353535353535353535"));
    }
}
