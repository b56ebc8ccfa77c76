using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

public sealed class ScalarTests
{
    private static readonly BigInteger N = PlainCurve.N;

    [Fact]
    public void Only_numbers_from_1_to_n_less_1_are_read()
    {
        Assert.True(Scalar.TryRead(PlainCurve.Bytes(1), out _));
        Assert.True(Scalar.TryRead(PlainCurve.Bytes(N - 1), out _));
        foreach (BigInteger number in new[] { 0, N, N + 1, (BigInteger.One << 256) - 1 })
        {
            Assert.False(Scalar.TryRead(PlainCurve.Bytes(number), out _));
        }
    }

    [Fact]
    public void Sum_difference_and_remainder_are_those_modulo_n()
    {
        foreach (BigInteger x in Numbers())
        {
            Assert.Equal(x % N, Number(Of(x)));
            foreach (BigInteger y in Numbers())
            {
                Assert.Equal((x + y) % N, Number(Of(x) + Of(y)));
                Assert.Equal(PlainCurve.Mod(x - y, N), Number(Of(x) - Of(y)));
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(15)]
    public void The_digits_are_odd_and_add_up_to_the_scalar(int width)
    {
        short[] digits = new short[(256 + width - 1) / width];
        foreach (BigInteger number in Numbers().Where(number => !(number % N).IsZero))
        {
            Of(number).WriteOddDigits(width, digits);
            Assert.All(digits, digit => Assert.True(short.IsOddInteger(digit) && int.Abs(digit) < 1 << width));
            BigInteger sum = digits.Select((digit, place) => digit * (BigInteger.One << (place * width))).Aggregate(BigInteger.Add);
            Assert.Equal(number % N, PlainCurve.Mod(sum, N));
        }
    }

    private static IEnumerable<BigInteger> Numbers()
    {
        Random source = new(20261126);
        byte[] bytes = new byte[32];
        foreach (int bit in new[] { 1, 8, 12, 63, 64, 127, 128, 191, 192, 240, 252, 255 })
        {
            yield return (BigInteger.One << bit) - 1;
            yield return BigInteger.One << bit;
            yield return N - (BigInteger.One << bit);
        }

        foreach (BigInteger number in new[] { 0, 1, 2, 3, N - 2, N - 1, N, N + 1, (N - 1) / 2, (N + 1) / 2, (BigInteger.One << 256) - 1 })
        {
            yield return number;
        }

        for (int i = 0; i < 20; i++)
        {
            source.NextBytes(bytes);
            yield return PlainCurve.Number(bytes);
        }
    }

    private static Scalar Of(BigInteger number) => Scalar.Reduce(PlainCurve.Bytes(number));

    private static BigInteger Number(Scalar scalar) =>
        scalar.Value.L0 + ((BigInteger)scalar.Value.L1 << 64) + ((BigInteger)scalar.Value.L2 << 128) + ((BigInteger)scalar.Value.L3 << 192);
}
