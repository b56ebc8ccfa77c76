using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

public sealed class Sm3PrefixTests
{
    [Fact]
    public void What_begins_alike_hashes_as_the_whole_does_on_every_thread()
    {
        byte[] data = new byte[700];
        new Random(20261127).NextBytes(data);
        Parallel.For(0, 64, first =>
        {
            Sm3Prefix prefix = new(data.AsSpan(0, first), data.AsSpan(first, 300));
            for (int length = first + 300; length <= data.Length; length++)
            {
                Assert.Equal(Sm3.Hash(data.AsSpan(0, length)), prefix.Hash(data.AsSpan(first + 300, length - first - 300)));
            }
        });
    }
}
