using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

public sealed class SecretScalarTests
{
    private static readonly BigInteger N = PlainCurve.N;
    private static readonly BigInteger Radix = BigInteger.One << 256;

    [Fact]
    public void Sum_difference_opposite_and_product_are_those_modulo_n()
    {
        BigInteger unit = PlainCurve.Inverse(Radix, N);
        foreach (BigInteger x in Numbers())
        {
            Assert.Equal(x, Number(Of(x).NegatedBy(0)));
            Assert.Equal(PlainCurve.Mod(-x, N), Number(Of(x).NegatedBy(ulong.MaxValue)));
            foreach (BigInteger y in Numbers())
            {
                Assert.Equal((x + y) % N, Number(Of(x) + Of(y)));
                Assert.Equal(PlainCurve.Mod(x - y, N), Number(Of(x) - Of(y)));
                Assert.Equal(x * y * unit % N, Number(SecretScalar.Product(Of(x), Of(y))));
            }
        }
    }

    [Fact]
    public void A_product_with_the_divisor_divides()
    {
        foreach (BigInteger x in Numbers())
        {
            Assert.Equal(PlainCurve.Inverse(x, N) * Radix % N, Number(Of(x).Divisor()));
        }
    }

    private static IEnumerable<BigInteger> Numbers()
    {
        Random source = new(20261126);
        byte[] bytes = new byte[32];
        foreach (int bit in new[] { 0, 1, 63, 64, 127, 128, 191, 192, 224, 255 })
        {
            yield return (BigInteger.One << bit) - 1;
            yield return BigInteger.One << bit;
            yield return N - (BigInteger.One << bit);
        }

        foreach (BigInteger number in new[] { N - 1, N - 2, (N - 1) / 2, (N + 1) / 2, Radix % N })
        {
            yield return number;
        }

        for (int i = 0; i < 20; i++)
        {
            source.NextBytes(bytes);
            yield return PlainCurve.Number(bytes) % N;
        }
    }

    private static SecretScalar Of(BigInteger number) => new(UInt256.FromBytes(PlainCurve.Bytes(number)));

    private static BigInteger Number(SecretScalar scalar)
    {
        byte[] bytes = new byte[32];
        scalar.Value.WriteTo(bytes);
        return PlainCurve.Number(bytes);
    }
}
