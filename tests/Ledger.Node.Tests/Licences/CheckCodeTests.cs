using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class CheckCodeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(35)]
    public void Codes_hashed_together_fit_each_its_own_hash_and_no_other(int count)
    {
        string[] codes = [.. Enumerable.Range(0, count).Select(_ => CheckCode.New())];
        Digest[] hashes = CheckCode.HashEach(codes);
        Assert.Equal(codes.Select(CheckCode.HashOf), hashes);
        Assert.All(codes.Zip(hashes), one => Assert.True(CheckCode.Fits(one.First, one.Second)));
        Assert.All(codes.Zip(hashes.Skip(1)), one => Assert.False(CheckCode.Fits(one.First, one.Second)));
    }
}
