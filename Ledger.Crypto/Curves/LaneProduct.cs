using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Curves;

/// <summary>
/// x · y / 2^261 modulo the prime of SM2 (Montgomery), in eight lanes of AVX-512; without it <see cref="LaneHalves"/> multiply. Column by column of the product of nine limbs by nine: each of the
/// nine low columns leaves m, its low 29 bits, and m · p is added to make them 0; as p = 2^256 − 2^224 − 2^96 + 2^64 − 1, that is m shifted
/// into four columns further on, while −m takes the bits themselves away. Two of the four are the other two times −2^160 and fall into the
/// columns of another m: f, which is m less eight times the m before, is added in one column and taken away in another for both. What
/// remains carries into the next column.
/// </summary>
internal static unsafe class LaneProduct
{
    private static Vector512<long> Mask => Vector512.Create((1L << FieldLanes.LimbBits) - 1);

    /// <summary>
    /// The product of two elements whose limbs are from −2^29 to 2^29, so that no column reaches 2^62. With factors up to a · p and b · p
    /// it is from −ab/32 · p to (1 + ab/32) · p, its limbs from 0 to 2^29 − 1 but for the last.
    /// </summary>
    [SkipLocalsInit]
    public static void Multiply(FieldLanes* x, FieldLanes* y, FieldLanes* product)
    {
        if (!Avx512F.IsSupported)
        {
            LaneHalves.Multiply(x, y, product);
            return;
        }

        (Vector512<int> x0, Vector512<int> x1, Vector512<int> x2) = (Low(x->L0), Low(x->L1), Low(x->L2));
        (Vector512<int> x3, Vector512<int> x4, Vector512<int> x5) = (Low(x->L3), Low(x->L4), Low(x->L5));
        (Vector512<int> x6, Vector512<int> x7, Vector512<int> x8) = (Low(x->L6), Low(x->L7), Low(x->L8));
        (Vector512<int> y0, Vector512<int> y1, Vector512<int> y2) = (Low(y->L0), Low(y->L1), Low(y->L2));
        (Vector512<int> y3, Vector512<int> y4, Vector512<int> y5) = (Low(y->L3), Low(y->L4), Low(y->L5));
        (Vector512<int> y6, Vector512<int> y7, Vector512<int> y8) = (Low(y->L6), Low(y->L7), Low(y->L8));

        Vector512<long> t = Times(x0, y0);
        Vector512<long> m0 = t & Mask;
        t = Times(x0, y1) + Times(x1, y0) + Carry(t);
        Vector512<long> m1 = t & Mask;
        Vector512<long> f1 = m1 - (m0 << 3);
        t = Times(x0, y2) + Times(x1, y1) + Times(x2, y0) + (m0 << 6) + Carry(t);
        Vector512<long> m2 = t & Mask;
        Vector512<long> f2 = m2 - (m1 << 3);
        t = Times(x0, y3) + Times(x1, y2) + Times(x2, y1) + Times(x3, y0) + (f1 << 6) + Carry(t);
        Vector512<long> m3 = t & Mask;
        Vector512<long> f3 = m3 - (m2 << 3);
        t = Times(x0, y4) + Times(x1, y3) + Times(x2, y2) + Times(x3, y1) + Times(x4, y0) + (f2 << 6) + Carry(t);
        Vector512<long> m4 = t & Mask;
        Vector512<long> f4 = m4 - (m3 << 3);
        t = Times(x0, y5) + Times(x1, y4) + Times(x2, y3) + Times(x3, y2) + Times(x4, y1) + Times(x5, y0) + (f3 << 6) + Carry(t);
        Vector512<long> m5 = t & Mask;
        Vector512<long> f5 = m5 - (m4 << 3);
        t = Times(x0, y6) + Times(x1, y5) + Times(x2, y4) + Times(x3, y3) + Times(x4, y2) + Times(x5, y1) + Times(x6, y0) + (f4 << 6) + Carry(t);
        Vector512<long> m6 = t & Mask;
        Vector512<long> f6 = m6 - (m5 << 3);
        t = Times(x0, y7) + Times(x1, y6) + Times(x2, y5) + Times(x3, y4) + Times(x4, y3)
            + Times(x5, y2) + Times(x6, y1) + Times(x7, y0) + (f5 << 6) - (m0 << 21) + Carry(t);
        Vector512<long> m7 = t & Mask;
        Vector512<long> f7 = m7 - (m6 << 3);
        t = Times(x0, y8) + Times(x1, y7) + Times(x2, y6) + Times(x3, y5) + Times(x4, y4) + Times(x5, y3)
            + Times(x6, y2) + Times(x7, y1) + Times(x8, y0) + (f6 << 6) - (f1 << 21) + Carry(t);
        Vector512<long> m8 = t & Mask;
        Vector512<long> f8 = m8 - (m7 << 3);
        Vector512<long> f9 = m8 << 3;
        t = Times(x1, y8) + Times(x2, y7) + Times(x3, y6) + Times(x4, y5) + Times(x5, y4)
            + Times(x6, y3) + Times(x7, y2) + Times(x8, y1) + (f7 << 6) - (f2 << 21) + Carry(t);
        product->L0 = t & Mask;
        t = Times(x2, y8) + Times(x3, y7) + Times(x4, y6) + Times(x5, y5) + Times(x6, y4)
            + Times(x7, y3) + Times(x8, y2) + (f8 << 6) - (f3 << 21) + Carry(t);
        product->L1 = t & Mask;
        t = Times(x3, y8) + Times(x4, y7) + Times(x5, y6) + Times(x6, y5) + Times(x7, y4) + Times(x8, y3) - (f9 << 6) - (f4 << 21) + Carry(t);
        product->L2 = t & Mask;
        t = Times(x4, y8) + Times(x5, y7) + Times(x6, y6) + Times(x7, y5) + Times(x8, y4) - (f5 << 21) + Carry(t);
        product->L3 = t & Mask;
        t = Times(x5, y8) + Times(x6, y7) + Times(x7, y6) + Times(x8, y5) - (f6 << 21) + Carry(t);
        product->L4 = t & Mask;
        t = Times(x6, y8) + Times(x7, y7) + Times(x8, y6) - (f7 << 21) + Carry(t);
        product->L5 = t & Mask;
        t = Times(x7, y8) + Times(x8, y7) - (f8 << 21) + Carry(t);
        product->L6 = t & Mask;
        t = Times(x8, y8) + (f9 << 21) + Carry(t);
        product->L7 = t & Mask;
        product->L8 = Carry(t);
    }

    /// <summary>The product of an element with itself, under the same conditions.</summary>
    [SkipLocalsInit]
    public static void Square(FieldLanes* x, FieldLanes* product)
    {
        if (!Avx512F.IsSupported)
        {
            LaneHalves.Multiply(x, x, product);
            return;
        }

        (Vector512<int> x0, Vector512<int> x1, Vector512<int> x2) = (Low(x->L0), Low(x->L1), Low(x->L2));
        (Vector512<int> x3, Vector512<int> x4, Vector512<int> x5) = (Low(x->L3), Low(x->L4), Low(x->L5));
        (Vector512<int> x6, Vector512<int> x7, Vector512<int> x8) = (Low(x->L6), Low(x->L7), Low(x->L8));
        (Vector512<int> d1, Vector512<int> d2) = (x1 + x1, x2 + x2);
        (Vector512<int> d3, Vector512<int> d4, Vector512<int> d5) = (x3 + x3, x4 + x4, x5 + x5);
        (Vector512<int> d6, Vector512<int> d7, Vector512<int> d8) = (x6 + x6, x7 + x7, x8 + x8);

        Vector512<long> t = Times(x0, x0);
        Vector512<long> m0 = t & Mask;
        t = Times(x0, d1) + Carry(t);
        Vector512<long> m1 = t & Mask;
        Vector512<long> f1 = m1 - (m0 << 3);
        t = Times(x0, d2) + Times(x1, x1) + (m0 << 6) + Carry(t);
        Vector512<long> m2 = t & Mask;
        Vector512<long> f2 = m2 - (m1 << 3);
        t = Times(x0, d3) + Times(x1, d2) + (f1 << 6) + Carry(t);
        Vector512<long> m3 = t & Mask;
        Vector512<long> f3 = m3 - (m2 << 3);
        t = Times(x0, d4) + Times(x1, d3) + Times(x2, x2) + (f2 << 6) + Carry(t);
        Vector512<long> m4 = t & Mask;
        Vector512<long> f4 = m4 - (m3 << 3);
        t = Times(x0, d5) + Times(x1, d4) + Times(x2, d3) + (f3 << 6) + Carry(t);
        Vector512<long> m5 = t & Mask;
        Vector512<long> f5 = m5 - (m4 << 3);
        t = Times(x0, d6) + Times(x1, d5) + Times(x2, d4) + Times(x3, x3) + (f4 << 6) + Carry(t);
        Vector512<long> m6 = t & Mask;
        Vector512<long> f6 = m6 - (m5 << 3);
        t = Times(x0, d7) + Times(x1, d6) + Times(x2, d5) + Times(x3, d4) + (f5 << 6) - (m0 << 21) + Carry(t);
        Vector512<long> m7 = t & Mask;
        Vector512<long> f7 = m7 - (m6 << 3);
        t = Times(x0, d8) + Times(x1, d7) + Times(x2, d6) + Times(x3, d5) + Times(x4, x4) + (f6 << 6) - (f1 << 21) + Carry(t);
        Vector512<long> m8 = t & Mask;
        Vector512<long> f8 = m8 - (m7 << 3);
        Vector512<long> f9 = m8 << 3;
        t = Times(x1, d8) + Times(x2, d7) + Times(x3, d6) + Times(x4, d5) + (f7 << 6) - (f2 << 21) + Carry(t);
        product->L0 = t & Mask;
        t = Times(x2, d8) + Times(x3, d7) + Times(x4, d6) + Times(x5, x5) + (f8 << 6) - (f3 << 21) + Carry(t);
        product->L1 = t & Mask;
        t = Times(x3, d8) + Times(x4, d7) + Times(x5, d6) - (f9 << 6) - (f4 << 21) + Carry(t);
        product->L2 = t & Mask;
        t = Times(x4, d8) + Times(x5, d7) + Times(x6, x6) - (f5 << 21) + Carry(t);
        product->L3 = t & Mask;
        t = Times(x5, d8) + Times(x6, d7) - (f6 << 21) + Carry(t);
        product->L4 = t & Mask;
        t = Times(x6, d8) + Times(x7, x7) - (f7 << 21) + Carry(t);
        product->L5 = t & Mask;
        t = Times(x7, d8) - (f8 << 21) + Carry(t);
        product->L6 = t & Mask;
        t = Times(x8, x8) + (f9 << 21) + Carry(t);
        product->L7 = t & Mask;
        product->L8 = Carry(t);
    }

    // A limb has at most 30 bits and a sign: it lies in the low half of its 64 bits.
    private static Vector512<int> Low(Vector512<long> limb) => limb.AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Times(Vector512<int> x, Vector512<int> y) => Avx512F.Multiply(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Carry(Vector512<long> column) => Vector512.ShiftRightArithmetic(column, FieldLanes.LimbBits);
}
