using System.Numerics;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>The second opinion is itself held against what the standard prints.</summary>
public sealed class PlainCurveTests
{
    [Fact]
    public void The_order_times_the_base_point_is_infinity_and_one_less_its_opposite()
    {
        Assert.Equal(PlainCurve.Negate(PlainCurve.G), PlainCurve.Multiply(PlainCurve.N - 1, PlainCurve.G));
        Assert.Null(PlainCurve.Add(PlainCurve.G, PlainCurve.Multiply(PlainCurve.N - 1, PlainCurve.G)));
        PlainPoint? sum = null;
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(sum, PlainCurve.Multiply(i, PlainCurve.G));
            sum = PlainCurve.Add(sum, PlainCurve.G);
        }
    }

    [Fact]
    public void The_printed_key_is_the_multiple_of_its_secret()
    {
        Dictionary<string, string> example = VectorFile.ReadOwn("gbt-32918.txt")[1];
        BigInteger secret = PlainCurve.Number(example.Bytes("Secret"));
        PlainPoint expected = new(PlainCurve.Number(example.Bytes("Px")), PlainCurve.Number(example.Bytes("Py")));
        Assert.Equal(expected, PlainCurve.Multiply(secret, PlainCurve.G));
    }
}
