using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ledger.Crypto.Curves;

/// <summary>
/// Eight numbers modulo the prime of SM2, one a lane: each in nine signed limbs of 29 bits, lowest first, in Montgomery form (times 2^261).
/// A number has several forms here, for its value need not be from 0 to p − 1; the last limb holds what is above. Products allow limbs from
/// −2^29 to 2^29; a difference of two carried elements has them, a difference of such differences does not.
/// </summary>
internal unsafe struct FieldLanes
{
    public const int Lanes = 8;
    public const int LimbBits = 29;

    public Vector512<long> L0, L1, L2, L3, L4, L5, L6, L7, L8;

    private static Vector512<long> Mask => Vector512.Create((1L << LimbBits) - 1);

    /// <summary>Numbers of four limbs of 64 bits each, as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, FieldLanes* result)
    {
        // Limb i begins with bit 29 · i.
        Vector512<ulong> mask = Mask.AsUInt64();
        result->L0 = (a & mask).AsInt64();
        result->L1 = ((a >>> 29) & mask).AsInt64();
        result->L2 = (((a >>> 58) | (b << 6)) & mask).AsInt64();
        result->L3 = ((b >>> 23) & mask).AsInt64();
        result->L4 = (((b >>> 52) | (c << 12)) & mask).AsInt64();
        result->L5 = ((c >>> 17) & mask).AsInt64();
        result->L6 = (((c >>> 46) | (d << 18)) & mask).AsInt64();
        result->L7 = ((d >>> 11) & mask).AsInt64();
        result->L8 = (d >>> 40).AsInt64();
    }

    /// <summary>The same number in all lanes, as it is.</summary>
    public static void Fill(in UInt256 number, FieldLanes* result) => Split(
        Vector512.Create(number.L0), Vector512.Create(number.L1), Vector512.Create(number.L2), Vector512.Create(number.L3), result);

    /// <summary>x − y of carried elements, not carried itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(FieldLanes* x, FieldLanes* y, FieldLanes* result)
    {
        result->L0 = x->L0 - y->L0;
        result->L1 = x->L1 - y->L1;
        result->L2 = x->L2 - y->L2;
        result->L3 = x->L3 - y->L3;
        result->L4 = x->L4 - y->L4;
        result->L5 = x->L5 - y->L5;
        result->L6 = x->L6 - y->L6;
        result->L7 = x->L7 - y->L7;
        result->L8 = x->L8 - y->L8;
    }

    /// <summary>Brings all limbs but the last to 0 … 2^29 − 1, the value unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Carry(FieldLanes* x)
    {
        Vector512<long> mask = Mask;
        Vector512<long> limb = x->L0;
        x->L0 = limb & mask;
        limb = x->L1 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L1 = limb & mask;
        limb = x->L2 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L2 = limb & mask;
        limb = x->L3 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L3 = limb & mask;
        limb = x->L4 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L4 = limb & mask;
        limb = x->L5 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L5 = limb & mask;
        limb = x->L6 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L6 = limb & mask;
        limb = x->L7 + Vector512.ShiftRightArithmetic(limb, LimbBits);
        x->L7 = limb & mask;
        x->L8 += Vector512.ShiftRightArithmetic(limb, LimbBits);
    }

    /// <summary>Takes the opposite in the lanes where <paramref name="signs"/> is −1, and leaves those where it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(FieldLanes* x, Vector512<long> signs)
    {
        x->L0 = (x->L0 ^ signs) - signs;
        x->L1 = (x->L1 ^ signs) - signs;
        x->L2 = (x->L2 ^ signs) - signs;
        x->L3 = (x->L3 ^ signs) - signs;
        x->L4 = (x->L4 ^ signs) - signs;
        x->L5 = (x->L5 ^ signs) - signs;
        x->L6 = (x->L6 ^ signs) - signs;
        x->L7 = (x->L7 ^ signs) - signs;
        x->L8 = (x->L8 ^ signs) - signs;
    }

    /// <summary>The lanes moved to other places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Permute(FieldLanes* x, Vector512<long> places, FieldLanes* result)
    {
        result->L0 = Vector512.Shuffle(x->L0, places);
        result->L1 = Vector512.Shuffle(x->L1, places);
        result->L2 = Vector512.Shuffle(x->L2, places);
        result->L3 = Vector512.Shuffle(x->L3, places);
        result->L4 = Vector512.Shuffle(x->L4, places);
        result->L5 = Vector512.Shuffle(x->L5, places);
        result->L6 = Vector512.Shuffle(x->L6, places);
        result->L7 = Vector512.Shuffle(x->L7, places);
        result->L8 = Vector512.Shuffle(x->L8, places);
    }

    /// <summary>In which lanes the number is 0 modulo p: a bit for each.</summary>
    /// <param name="x">Below 8p in either direction, with limbs fit for a product.</param>
    public static uint Zeros(FieldLanes* x)
    {
        // Times 1, Montgomery's product is x / 2^261 from 0 to p and carried: it is 0 modulo p where it is 0 or p, and either has one form.
        FieldLanes product, zero, prime;
        Fill(new UInt256(1, 0, 0, 0), &zero);
        LaneProduct.Multiply(x, &zero, &product);
        Fill(default, &zero);
        Fill(FieldElement.Prime, &prime);
        return Same(&product, &zero) | Same(&product, &prime);
    }

    private static uint Same(FieldLanes* x, FieldLanes* y)
    {
        Vector512<long> same = Vector512.Equals(x->L0, y->L0) & Vector512.Equals(x->L1, y->L1) & Vector512.Equals(x->L2, y->L2)
            & Vector512.Equals(x->L3, y->L3) & Vector512.Equals(x->L4, y->L4) & Vector512.Equals(x->L5, y->L5)
            & Vector512.Equals(x->L6, y->L6) & Vector512.Equals(x->L7, y->L7) & Vector512.Equals(x->L8, y->L8);
        return (uint)same.ExtractMostSignificantBits();
    }
}
