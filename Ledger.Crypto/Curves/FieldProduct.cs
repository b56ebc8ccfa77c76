using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Curves;

/// <summary>
/// x · y / 2^256 modulo the prime of SM2 (Montgomery): a limb of y at a time, and after each the lowest limb is brought to
/// zero by adding a multiple of p, and dropped. p ≡ −1 modulo 2^64, so that the multiple is the limb itself, and as
/// p + 1 = 2^64 · (2^192 − 2^160 − 2^32 + 1) it takes shifts instead of products.
/// </summary>
internal static class FieldProduct
{
    /// <summary>The product of two numbers below p, below p.</summary>
    [SkipLocalsInit]
    public static UInt256 Of(in UInt256 x, in UInt256 y)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        AddProduct(x, y.L0, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddProduct(x, y.L1, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddProduct(x, y.L2, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddProduct(x, y.L3, ref t0, ref t1, ref t2, ref t3, ref t4);
        return Reduced(t4, new UInt256(t0, t1, t2, t3));
    }

    /// <summary>Subtracts p where there is a carry or the number is not below p; enough for what is below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Reduced(ulong carry, in UInt256 number)
    {
        ulong borrow = UInt256.Subtract(number, FieldElement.Prime, out UInt256 less);

        // A branch here would be guessed wrongly half of the time.
        ulong keep = unchecked(0 - (borrow & ~carry));
        return new UInt256(
            (number.L0 & keep) | (less.L0 & ~keep),
            (number.L1 & keep) | (less.L1 & ~keep),
            (number.L2 & keep) | (less.L2 & ~keep),
            (number.L3 & keep) | (less.L3 & ~keep));
    }

    // t = (t + x · y) / 2^64 modulo p. Before and after, t is below 2p.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(in UInt256 x, ulong y, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = 0;
        t0 = MultiplyAdd(x.L0, y, t0, ref carry);
        t1 = MultiplyAdd(x.L1, y, t1, ref carry);
        t2 = MultiplyAdd(x.L2, y, t2, ref carry);
        t3 = MultiplyAdd(x.L3, y, t3, ref carry);
        t4 = unchecked(t4 + carry);
        DropLowest(ref t0, ref t1, ref t2, ref t3, ref t4);
    }

    /// <summary>The low half of x · y + addend + carry; the high half is the next carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong x, ulong y, ulong addend, ref ulong carry)
    {
        unchecked
        {
            // Two multiplications that both stay in registers are faster than one that writes its low half to memory.
            ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);
            ulong low = x * y;
            low += addend;
            high += Flag(low < addend);
            low += carry;
            high += Flag(low < carry);
            carry = high;
            return low;
        }
    }

    // t = (t + t0 · p) / 2^64.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DropLowest(ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        unchecked
        {
            // u = t0 · (2^192 − 2^160 − 2^32 + 1); the last borrow is none, for u is not negative.
            (ulong low, ulong high) = (t0 << 32, t0 >> 32);
            ulong u0 = t0 - low;
            ulong borrow = Flag(t0 < low);
            ulong u1 = 0 - high - borrow;
            borrow = Flag((high | borrow) != 0);
            ulong u2 = 0 - low - borrow;
            borrow = Flag((low | borrow) != 0);
            ulong u3 = t0 - high - borrow;

            t0 = t1 + u0;
            ulong carry0 = Flag(t0 < u0);
            t1 = t2 + u1;
            ulong carry1 = Flag(t1 < u1);
            t1 += carry0;
            carry1 += Flag(t1 < carry0);
            t2 = t3 + u2;
            ulong carry2 = Flag(t2 < u2);
            t2 += carry1;
            carry2 += Flag(t2 < carry1);
            t3 = t4 + u3;
            t4 = Flag(t3 < u3);
            t3 += carry2;
            t4 += Flag(t3 < carry2);
        }
    }

    private static ulong Flag(bool condition) => condition ? 1ul : 0ul;
}
