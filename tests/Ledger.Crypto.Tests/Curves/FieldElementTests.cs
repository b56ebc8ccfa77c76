using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>The framework's big numbers are the second opinion.</summary>
public sealed class FieldElementTests
{
    private static readonly BigInteger P = PlainCurve.P;
    private static readonly int[] Bits = [31, 32, 63, 64, 96, 128, 192, 224, 255];
    private static readonly BigInteger Radix = BigInteger.One << 256;

    [Fact]
    public void Sum_difference_product_square_and_opposite_are_those_modulo_p()
    {
        BigInteger[] numbers = [.. Numbers(60)];
        foreach (BigInteger x in numbers)
        {
            FieldElement element = Element(x);
            Assert.Equal(x, Number(element));
            Assert.Equal(x * x % P, Number(element.Squared()));
            Assert.Equal(PlainCurve.Mod(-x, P), Number(-element));
            foreach (BigInteger y in numbers)
            {
                Assert.Equal((x + y) % P, Number(element + Element(y)));
                Assert.Equal(PlainCurve.Mod(x - y, P), Number(element - Element(y)));
                Assert.Equal(x * y % P, Number(element * Element(y)));
            }
        }
    }

    // The form inside is the number times 2^256: these have extreme limbs there, where the first set has them outside.
    [Fact]
    public void Products_of_extreme_limbs_are_reduced()
    {
        BigInteger inverse = PlainCurve.Inverse(Radix, P);
        BigInteger[] numbers = [.. Numbers(60)];
        foreach (BigInteger x in numbers)
        {
            foreach (BigInteger y in numbers)
            {
                FieldElement product = Raw(x) * Raw(y);
                Assert.Equal(x * y * inverse % P, PlainCurve.Number(Bytes(product.Value)));
            }
        }
    }

    [Fact]
    public void An_inverse_times_the_element_is_1()
    {
        FieldElement[] elements = [.. Numbers(20).Where(number => !number.IsZero).Select(Element)];
        FieldElement[] inverses = [.. elements];
        FieldElement.InvertAll(inverses);
        Assert.All(elements.Zip(inverses), pair => Assert.Equal(FieldElement.One, pair.First * pair.Second));
        Assert.All(elements.Zip(inverses), pair => Assert.Equal(pair.Second, pair.First.Inverse()));
        Assert.True(default(FieldElement).Inverse().IsZero);
    }

    [Fact]
    public void A_number_from_p_on_is_not_read()
    {
        Assert.True(FieldElement.TryRead(PlainCurve.Bytes(P - 1), out _));
        Assert.False(FieldElement.TryRead(PlainCurve.Bytes(P), out _));
        Assert.False(FieldElement.TryRead(PlainCurve.Bytes(Radix - 1), out _));
    }

    // Ends of the range, each limb full or empty, powers of two and their neighbours, and any.
    private static IEnumerable<BigInteger> Numbers(int random)
    {
        Random source = new(20261126);
        byte[] bytes = new byte[32];
        IEnumerable<BigInteger> limbs = Enumerable.Range(0, 16).Select(mask => Enumerable.Range(0, 4)
            .Aggregate(BigInteger.Zero, (sum, limb) => sum + ((mask >> limb & 1) * (BigInteger)ulong.MaxValue << (64 * limb))));
        IEnumerable<BigInteger> powers = Bits.SelectMany(
            bit => new[] { (BigInteger.One << bit) - 1, BigInteger.One << bit, P - (BigInteger.One << bit) });
        IEnumerable<BigInteger> any = Enumerable.Range(0, random).Select(_ =>
        {
            source.NextBytes(bytes);
            return PlainCurve.Number(bytes);
        });
        return new[] { 0, 1, 2, 3, P - 1, P - 2, P - 3, (P - 1) / 2, (P + 1) / 2 }.Concat(limbs).Concat(powers).Concat(any)
            .Select(number => number % P).Distinct();
    }

    private static FieldElement Element(BigInteger number) =>
        FieldElement.TryRead(PlainCurve.Bytes(number), out FieldElement element) ? element : throw new ArgumentOutOfRangeException(nameof(number));

    private static FieldElement Raw(BigInteger number) => new(UInt256.FromBytes(PlainCurve.Bytes(number)));

    private static BigInteger Number(FieldElement element) =>
        PlainCurve.Number(Bytes((element * Raw(1)).Value));

    private static byte[] Bytes(UInt256 number) =>
        PlainCurve.Bytes(number.L0 + ((BigInteger)number.L1 << 64) + ((BigInteger)number.L2 << 128) + ((BigInteger)number.L3 << 192));
}
