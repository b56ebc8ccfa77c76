using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

public sealed class SecretMultipleTests
{
    private static readonly BigInteger N = PlainCurve.N;

    [Fact]
    public void A_multiple_is_that_of_the_textbook_spread_over_the_lanes_and_in_each_lane()
    {
        if (!SecretMultiple.IsSupported)
        {
            return;
        }

        BigInteger[] numbers = [.. Numbers()];
        UInt256[] expected = [.. numbers.Select(number => Of(PlainCurve.Multiply(number, PlainCurve.G)!.X))];
        SecretScalar[] scalars = [.. numbers.Select(number => new SecretScalar(Of(number)))];
        Assert.Equal(expected, scalars.Select(scalar => SecretMultiple.Of(scalar)));
        UInt256[] eight = new UInt256[8];
        for (int first = 0; first + 8 <= scalars.Length; first++)
        {
            SecretMultiple.Of(scalars.AsSpan(first, 8), eight);
            Assert.Equal(expected[first..(first + 8)], eight);
        }
    }

    // Digits at both ends, even numbers and odd ones, and every bit alone.
    private static IEnumerable<BigInteger> Numbers()
    {
        Random source = new(20261126);
        byte[] bytes = new byte[32];
        foreach (BigInteger number in new[] { 1, 2, 3, 15, 16, 17, 30, 31, 32, 33, N - 1, N - 2, N - 3, (N - 1) / 2, (N + 1) / 2 })
        {
            yield return number;
        }

        for (int bit = 5; bit < 256; bit += 5)
        {
            yield return BigInteger.One << bit;
        }

        for (int i = 0; i < 30; i++)
        {
            source.NextBytes(bytes);
            yield return PlainCurve.Number(bytes) % N;
        }
    }

    private static UInt256 Of(BigInteger number) => UInt256.FromBytes(PlainCurve.Bytes(number));
}
