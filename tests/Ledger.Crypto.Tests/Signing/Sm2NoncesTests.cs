using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Curves;

namespace Ledger.Crypto.Tests.Signing;

public sealed class Sm2NoncesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void They_are_those_of_RFC_6979_with_additional_data(int count)
    {
        byte[] secret = RandomNumberGenerator.GetBytes(32);
        byte[] random = RandomNumberGenerator.GetBytes(32 * count);
        Scalar[] hashes = [.. Enumerable.Range(0, count).Select(_ => Scalar.Reduce(RandomNumberGenerator.GetBytes(32)))];
        SecretScalar[] nonces = new SecretScalar[count];
        Sm2Nonces.Derive(secret, hashes, random, nonces);
        for (int i = 0; i < count; i++)
        {
            (Digest first, _) = ByTheRfc(secret, Bytes(hashes[i].Value), random.AsSpan(32 * i, 32));
            Assert.Equal(first.ToArray(), Bytes(nonces[i].Value));
        }
    }

    [Fact]
    public void One_that_does_not_fit_is_followed_by_the_next_of_the_RFC()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(32);
        byte[] hash = RandomNumberGenerator.GetBytes(32);
        (Digest value, Digest key) = ByTheRfc(secret, hash, default);

        // 3.2, h 3.
        Digest nextKey = HmacSm3.Compute(key.Span, [.. value.Span, 0x00]);
        Digest updated = HmacSm3.Compute(nextKey.Span, value.Span);
        Digest expected = HmacSm3.Compute(nextKey.Span, updated.Span);
        Sm2Nonces.Next(ref key, ref value);
        Assert.Equal(nextKey, key);
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Only_numbers_from_1_to_n_less_1_fit()
    {
        Assert.True(Sm2Nonces.Fits(PlainCurve.Bytes(1)));
        Assert.True(Sm2Nonces.Fits(PlainCurve.Bytes(PlainCurve.N - 1)));
        Assert.False(Sm2Nonces.Fits(PlainCurve.Bytes(0)));
        Assert.False(Sm2Nonces.Fits(PlainCurve.Bytes(PlainCurve.N)));
    }

    [Fact]
    public void Another_secret_hash_or_random_number_gives_another_nonce()
    {
        byte[][] inputs = [RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32)];
        HashSet<string> seen = [Nonce(inputs)];
        Assert.Equal(seen.Single(), Nonce(inputs));
        foreach (byte[] input in inputs)
        {
            input[31] ^= 1;
            Assert.True(seen.Add(Nonce(inputs)));
        }
    }

    private static string Nonce(byte[][] inputs)
    {
        SecretScalar[] nonce = new SecretScalar[1];
        Sm2Nonces.Derive(inputs[0], [Scalar.Reduce(inputs[1])], inputs[2], nonce);
        return Convert.ToHexString(Bytes(nonce[0].Value));
    }

    // RFC 6979, 3.2, steps b to h, and 3.6; the first candidate and the key K behind it.
    private static (Digest Value, Digest Key) ByTheRfc(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> additional)
    {
        byte[] v = [.. Enumerable.Repeat((byte)1, 32)];
        byte[] k = new byte[32];
        k = HmacSm3.Compute(k, [.. v, 0x00, .. secret, .. hash, .. additional]).ToArray();
        v = HmacSm3.Compute(k, v).ToArray();
        k = HmacSm3.Compute(k, [.. v, 0x01, .. secret, .. hash, .. additional]).ToArray();
        v = HmacSm3.Compute(k, v).ToArray();
        return (HmacSm3.Compute(k, v), new Digest(k));
    }

    private static byte[] Bytes(UInt256 number)
    {
        byte[] bytes = new byte[32];
        number.WriteTo(bytes);
        return bytes;
    }
}
