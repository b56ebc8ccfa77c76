using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

public sealed class Keccak256Tests
{
    // Keccak submission to the SHA-3 contest, ShortMsgKAT_256, Len 0 and 24; Solidity's selector of transfer(address,uint256).
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("transfer(address,uint256)", "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b")]
    public void Known_hashes_hold(string text, string hash) =>
        Assert.Equal(hash, Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(text)).ToHex());

    // Computed with a SHA-3 sponge built from FIPS 202 and the padding byte 01, at the block boundaries.
    [Theory]
    [InlineData(135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446")]
    [InlineData(136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e")]
    [InlineData(137, "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39")]
    public void Block_boundaries_are_padded_rightly(int length, string hash)
    {
        byte[] data = new byte[length];
        Array.Fill(data, (byte)'a');
        Assert.Equal(hash, Keccak256.Hash(data).ToHex());
    }
}
