using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ledger.Crypto.Curves;

/// <summary>
/// Finds, for eight scalars at once, the table entries that add up to each times its point: the odd digits of
/// <see cref="Scalar.WriteOddDigits"/>, a place of all eight at a time. Not for secrets.
/// </summary>
internal static unsafe class LaneDigits
{
    private const int Lanes = FieldLanes.Lanes;
    private const int LimbBits = 64;

    // Of (k + 2^(width · places) − 1) / 2: as many bits as there are, the limb above, and one more that is read with it.
    private const int Limbs = 6;

    /// <summary>Finds.</summary>
    /// <param name="scalars">Eight, none of them 0.</param>
    /// <param name="tables">Of each its <see cref="LaneTable.First"/>.</param>
    /// <param name="width">Bits of a digit in all eight.</param>
    /// <param name="places">Digits of a scalar.</param>
    /// <param name="entries">Receives, place by place, where each lane's multiple lies.</param>
    /// <param name="signs">Receives −1 for each of which the opposite is to be added, else 0.</param>
    [SkipLocalsInit]
    public static void Find(Scalar* scalars, nint* tables, int width, int places, AffinePoint** entries, long* signs)
    {
        ulong* limbs = stackalloc ulong[Limbs * Lanes];
        long* even = stackalloc long[Lanes];
        unchecked
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                even[lane] = Write(scalars[lane], (width * places) - 1, limbs + lane);
            }

            Vector512<long> evens = Vector512.Load(even);
            Vector512<long> place = Vector512.Load((long*)tables);
            Vector512<ulong> mask = Vector512.Create((1ul << width) - 1);
            Vector512<long> half = Vector512.Create(1L << (width - 1));
            Vector512<long> step = Vector512.Create((long)sizeof(AffinePoint) << (width - 1));
            for (int bit = 0; bit < width * places; bit += width, entries += Lanes, signs += Lanes, place += step)
            {
                ulong* limb = limbs + (bit / LimbBits * Lanes);
                int shift = bit % LimbBits;
                Vector512<ulong> bits = (Vector512.Load(limb) >>> shift) | (Vector512.Load(limb + Lanes) << 1 << (LimbBits - 1 - shift));
                Vector512<long> digit = (bits & mask).AsInt64() - half;
                Vector512<long> negative = Vector512.ShiftRightArithmetic(digit, LimbBits - 1);
                (place + ((digit ^ negative) * sizeof(AffinePoint))).Store((long*)entries);
                (negative ^ evens).Store(signs);
            }
        }
    }

    // The limbs of one lane; −1 where the number is even, and the digits are those of its opposite.
    private static long Write(in Scalar scalar, int top, ulong* limbs)
    {
        bool isEven = (scalar.Value.L0 & 1) == 0;
        UInt256 odd = isEven ? (default(Scalar) - scalar).Value : scalar.Value;
        unchecked
        {
            limbs[0] = (odd.L0 >> 1) | (odd.L1 << 63);
            limbs[Lanes] = (odd.L1 >> 1) | (odd.L2 << 63);
            limbs[2 * Lanes] = (odd.L2 >> 1) | (odd.L3 << 63);
            limbs[3 * Lanes] = (odd.L3 >> 1) | (top == 255 ? 1ul << 63 : 0);
            limbs[4 * Lanes] = top > 255 ? 1ul << (top - 256) : 0;
            limbs[5 * Lanes] = 0;
        }

        return isEven ? -1 : 0;
    }
}
