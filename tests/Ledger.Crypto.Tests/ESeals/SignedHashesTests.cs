using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.ESeals;

public sealed class SignedHashesTests
{
    private readonly byte[] _seal = [0x30, .. Enumerable.Range(0, 499).Select(i => (byte)(i % 251))];

    [Fact]
    public void The_hash_is_that_of_the_whole_whatever_stands_before_and_behind_the_seal_and_whoever_signs()
    {
        SignedHashes hashes = new(_seal);
        for (int round = 0; round < 2; round++)
        {
            // More beginnings and keys than are remembered, and some that are not a seal's.
            for (int start = 0; start <= 20; start++)
            {
                Digest identity = Sm3.Hash([(byte)(start / 2)]);
                byte[] before = [.. Enumerable.Repeat((byte)0x02, start)];
                AssertHash(hashes, identity, [.. before, .. _seal, 1, 2, (byte)round]);
                AssertHash(hashes, identity, [.. before, .. _seal]);
                AssertHash(hashes, identity, [.. before, .. _seal.AsSpan(0, 499), 0]);
                AssertHash(hashes, identity, before);
            }
        }
    }

    private static void AssertHash(SignedHashes hashes, Digest identity, byte[] signed) =>
        Assert.Equal(Sm2Digest.Of(identity, signed), hashes.Of(identity, signed));
}
