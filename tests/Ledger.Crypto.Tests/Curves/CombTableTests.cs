using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

public sealed class CombTableTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_multiple_in_a_table_is_the_one_of_its_place(int width)
    {
        PlainPoint point = PlainCurve.Multiply(20261126, PlainCurve.G)!;
        CombTable table = new(point.ToAffine(), width);
        Assert.Equal(table.Places * table.Half, table.Multiples.Length);
        PlainPoint? first = point;
        for (int place = 0; place < table.Places; place++)
        {
            PlainPoint? multiple = first;
            for (int j = 0; j < table.Half; j++)
            {
                Assert.Equal(multiple!.ToAffine(), table.Multiples[(place * table.Half) + j]);
                multiple = PlainCurve.Add(multiple, PlainCurve.Add(first, first));
            }

            first = PlainCurve.Multiply(BigInteger.One << width, first);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void A_multiple_added_up_is_the_multiple(int width)
    {
        CombTable table = new(AffinePoint.Base, width);
        foreach (BigInteger scalar in new[] { 1, 2, 3, 255, 256, PlainCurve.N - 1, PlainCurve.N - 2, (PlainCurve.N - 1) / 2, BigInteger.Pow(7, 80) })
        {
            JacobianPoint sum = default;
            Assert.True(table.TryAddMultiple(Scalar.Reduce(PlainCurve.Bytes(scalar)), ref sum));
            AssertIs(PlainCurve.Multiply(scalar, PlainCurve.G)!, sum);
        }
    }

    [Fact]
    public void A_point_doubles_and_takes_any_other_but_itself_and_its_opposite()
    {
        PlainPoint plain = PlainCurve.Multiply(11, PlainCurve.G)!;
        JacobianPoint point = new(PlainCurve.Multiply(5, PlainCurve.G)!.ToAffine());
        point.Double();
        AssertIs(PlainCurve.Multiply(10, PlainCurve.G)!, point);
        Assert.True(point.TryAdd(AffinePoint.Base));
        AssertIs(plain, point);
        Assert.False(point.TryAdd(plain.ToAffine()));
        Assert.False(point.TryAdd(PlainCurve.Negate(plain).ToAffine()));
        JacobianPoint nothing = default;
        Assert.True(nothing.IsInfinity && nothing.TryAdd(plain.ToAffine()));
        AssertIs(plain, nothing);
    }

    private static void AssertIs(PlainPoint expected, JacobianPoint point)
    {
        AffinePoint affine = expected.ToAffine();
        Assert.Equal(affine.X * point.Z.Squared(), point.X);
        Assert.Equal(affine.Y * (point.Z.Squared() * point.Z), point.Y);
    }
}
