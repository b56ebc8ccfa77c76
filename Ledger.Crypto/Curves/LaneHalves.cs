using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Curves;

/// <summary>
/// The products of <see cref="LaneProduct"/> on a processor with AVX2 and without AVX-512: the same columns, in two vectors of four lanes. Its 16 registers
/// do not hold two factors, so that loops over what lies in memory take the place of columns that are written out.
/// </summary>
internal static unsafe class LaneHalves
{
    private const int Limbs = 9;
    private const int Columns = (2 * Limbs) - 1;

    /// <summary>As <see cref="LaneProduct.Multiply"/>.</summary>
    [SkipLocalsInit]
    public static void Multiply(FieldLanes* x, FieldLanes* y, FieldLanes* product)
    {
        unchecked
        {
            Vector256<long>* halves = (Vector256<long>*)product; // of each limb the one, then the other
            Vector256<long>* f = stackalloc Vector256<long>[2 * (Limbs + 1)];
            Vector256<long> mask = Vector256.Create((1L << FieldLanes.LimbBits) - 1);
            (Vector256<long> low, Vector256<long> high) = (Vector256<long>.Zero, Vector256<long>.Zero);
            (Vector256<long> lowM, Vector256<long> highM) = (low, high);
            for (int column = 0; column < Limbs; column++)
            {
                Sum(x, y, 0, column, out Vector256<long> lowSum, out Vector256<long> highSum);
                low = Column(lowSum, low, f, column);
                high = Column(highSum, high, f + 1, column);
                f[2 * column] = (low & mask) - (lowM << 3);
                f[(2 * column) + 1] = (high & mask) - (highM << 3);
                (lowM, highM) = (low & mask, high & mask);
            }

            f[2 * Limbs] = -(lowM << 3);
            f[(2 * Limbs) + 1] = -(highM << 3);
            for (int column = Limbs; column < Columns; column++)
            {
                // No limb that a column writes is read by those behind it: the product may lie where a factor lies.
                Sum(x, y, column - Limbs + 1, Limbs - 1, out Vector256<long> lowSum, out Vector256<long> highSum);
                low = Column(lowSum, low, f, column);
                high = Column(highSum, high, f + 1, column);
                halves[2 * (column - Limbs)] = low & mask;
                halves[(2 * (column - Limbs)) + 1] = high & mask;
            }

            halves[2 * (Limbs - 1)] = Carry(low);
            halves[(2 * (Limbs - 1)) + 1] = Carry(high);
        }
    }

    // The products of x's limbs from one to another with those of y from the other to the one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(FieldLanes* x, FieldLanes* y, int first, int last, out Vector256<long> low, out Vector256<long> high)
    {
        unchecked
        {
            Vector256<int>* left = (Vector256<int>*)x + (2 * first);
            Vector256<int>* right = (Vector256<int>*)y + (2 * last);
            low = Avx2.Multiply(left[0], right[0]);
            high = Avx2.Multiply(left[1], right[1]);
            for (int more = last - first; more > 0; more--)
            {
                left += 2;
                right -= 2;
                low += Avx2.Multiply(left[0], right[0]);
                high += Avx2.Multiply(left[1], right[1]);
            }
        }
    }

    // What of a column's products, of the column before and of the multiples of p that those before have left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Column(Vector256<long> sum, Vector256<long> before, Vector256<long>* f, int column)
    {
        unchecked
        {
            Vector256<long> whole = sum + Carry(before);
            whole = column is >= 2 and <= Limbs + 2 ? whole + (f[2 * (column - 2)] << 6) : whole;
            return column >= 7 ? whole - (f[2 * (column - 7)] << 21) : whole;
        }
    }

    // AVX2 shifts 64 bits only without their sign: a number that 2^63 made positive loses again what has become of that.
    private static Vector256<long> Carry(Vector256<long> column) =>
        ((column ^ Vector256.Create(long.MinValue)) >>> FieldLanes.LimbBits) - Vector256.Create(1L << (63 - FieldLanes.LimbBits));
}
