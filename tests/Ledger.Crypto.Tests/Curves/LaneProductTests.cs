using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>The framework's big numbers are the second opinion, on limbs at both ends of what a product takes.</summary>
public sealed unsafe class LaneProductTests
{
    private const int Limbs = 9;

    private static readonly BigInteger Inverse = PlainCurve.Inverse(BigInteger.One << 261, PlainCurve.P);

    [Fact]
    public void Products_and_squares_are_those_modulo_p_divided_by_the_radix()
    {
        if (!Sm2LaneEquation.IsSupported)
        {
            return;
        }

        Random random = new(20261126);
        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        for (int round = 0; round < 2000; round++)
        {
            BigInteger[] x = Fill(&room->X, random);
            BigInteger[] y = Fill(&room->Y, random);
            LaneProduct.Multiply(&room->X, &room->Y, &room->T0);
            LaneProduct.Square(&room->X, &room->T1);
            for (int lane = 0; lane < FieldLanes.Lanes; lane++)
            {
                AssertIs(x[lane] * y[lane], &room->T0, lane);
                AssertIs(x[lane] * x[lane], &room->T1, lane);
            }

            // A product may take the place of a factor.
            LaneProduct.Multiply(&room->X, &room->Y, &room->Y);
            LaneProduct.Square(&room->X, &room->X);
            Assert.True(Number(&room->Y, 3) == Number(&room->T0, 3) && Number(&room->X, 3) == Number(&room->T1, 3));
        }
    }

    [Fact]
    public void In_two_vectors_of_four_lanes_products_are_the_same()
    {
        if (!Avx2.IsSupported)
        {
            return;
        }

        Random random = new(20261128);
        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        for (int round = 0; round < 2000; round++)
        {
            BigInteger[] x = Fill(&room->X, random);
            BigInteger[] y = Fill(&room->Y, random);
            LaneHalves.Multiply(&room->X, &room->Y, &room->T0);
            LaneProduct.Multiply(&room->X, &room->Y, &room->T1);
            LaneHalves.Multiply(&room->X, &room->Y, &room->X);
            for (int lane = 0; lane < FieldLanes.Lanes; lane++)
            {
                AssertIs(x[lane] * y[lane], &room->T0, lane);
                Assert.Equal(Number(&room->T1, lane), Number(&room->T0, lane));
                Assert.Equal(Number(&room->T1, lane), Number(&room->X, lane));
            }
        }
    }

    [Fact]
    public void Zero_is_seen_in_each_of_its_forms_and_nothing_else_is()
    {
        if (!Sm2LaneEquation.IsSupported)
        {
            return;
        }

        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        for (int multiple = -7; multiple <= 7; multiple++)
        {
            foreach (int beside in new[] { 0, 1, -1, 1 << 29 })
            {
                BigInteger number = (multiple * PlainCurve.P) + beside;
                for (int lane = 0; lane < FieldLanes.Lanes; lane++)
                {
                    Set(&room->X, lane, limb => (long)(limb < Limbs - 1 ? (number >> (29 * limb)) & 0x1FFFFFFF : number >> (29 * limb)));
                }

                Assert.Equal(beside == 0 ? 0xFFu : 0u, FieldLanes.Zeros(&room->X));
            }
        }
    }

    // Limbs from −2^29 to 2^29, often an end; the last within what the bounds of a sum allow.
    private static BigInteger[] Fill(FieldLanes* x, Random random)
    {
        int kind = random.Next(4);
        for (int lane = 0; lane < FieldLanes.Lanes; lane++)
        {
            Set(x, lane, limb =>
            {
                long most = limb == Limbs - 1 ? 5L << 24 : 1L << 29;
                return kind == 0 ? random.NextInt64(-most, most + 1) : kind == 1 ? most : kind == 2 ? -most : random.Next(2) == 0 ? most : -most;
            });
        }

        return [.. Enumerable.Range(0, FieldLanes.Lanes).Select(lane => Number(x, lane))];
    }

    private static void AssertIs(BigInteger product, FieldLanes* found, int lane)
    {
        Assert.Equal(PlainCurve.Mod(product * Inverse, PlainCurve.P), PlainCurve.Mod(Number(found, lane), PlainCurve.P));
        for (int limb = 0; limb < Limbs - 1; limb++)
        {
            Assert.InRange(((Vector512<long>*)found)[limb][lane], 0, 0x1FFFFFFF);
        }
    }

    private static void Set(FieldLanes* x, int lane, Func<int, long> limbs)
    {
        for (int limb = 0; limb < Limbs; limb++)
        {
            ((long*)x)[(limb * FieldLanes.Lanes) + lane] = limbs(limb);
        }
    }

    private static BigInteger Number(FieldLanes* x, int lane) => Enumerable.Range(0, Limbs)
        .Select(limb => (BigInteger)((long*)x)[(limb * FieldLanes.Lanes) + lane] << (29 * limb)).Aggregate(BigInteger.Add);
}
