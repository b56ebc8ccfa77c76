using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Curves;

/// <summary>Brings eight entries of tables, a point each, into lanes: rows of eight words become columns.</summary>
internal static unsafe class LaneGather
{
    private const int Words = 4; // of a coordinate

    /// <summary>Loads eight points.</summary>
    /// <param name="entries">Where each lies, at a multiple of 64.</param>
    /// <param name="signs">For each, −1 for the opposite point or 0.</param>
    /// <param name="x">Receives the coordinates x.</param>
    /// <param name="y">Receives the coordinates y.</param>
    [SkipLocalsInit]
    public static void Load(AffinePoint** entries, long* signs, FieldLanes* x, FieldLanes* y)
    {
        if (!Avx512F.IsSupported)
        {
            FourWords(entries, 0, x);
            FourWords(entries, Words, y);
            FieldLanes.Negate(y, Vector512.Load(signs));
            return;
        }

        Pairs(entries, 0, out Vector512<ulong> even01, out Vector512<ulong> odd01);
        Pairs(entries, 2, out Vector512<ulong> even23, out Vector512<ulong> odd23);
        Pairs(entries, 4, out Vector512<ulong> even45, out Vector512<ulong> odd45);
        Pairs(entries, 6, out Vector512<ulong> even67, out Vector512<ulong> odd67);
        Columns(even01, even23, even45, even67, out Vector512<ulong> x0, out Vector512<ulong> x2, out Vector512<ulong> y0, out Vector512<ulong> y2);
        Columns(odd01, odd23, odd45, odd67, out Vector512<ulong> x1, out Vector512<ulong> x3, out Vector512<ulong> y1, out Vector512<ulong> y3);
        FieldLanes.Split(x0, x1, x2, x3, x);
        FieldLanes.Split(y0, y1, y2, y3, y);
        FieldLanes.Negate(y, Vector512.Load(signs));
    }

    // The same with AVX2: a coordinate of all rows, whose four words begin with one of the eight.
    private static void FourWords(AffinePoint** entries, int word, FieldLanes* coordinate)
    {
        Transpose(
            entries, 0, word, out Vector256<ulong> low0, out Vector256<ulong> low1, out Vector256<ulong> low2, out Vector256<ulong> low3);
        Transpose(
            entries, FieldLanes.Lanes / 2, word,
            out Vector256<ulong> high0, out Vector256<ulong> high1, out Vector256<ulong> high2, out Vector256<ulong> high3);
        FieldLanes.Split(
            Vector512.Create(low0, high0), Vector512.Create(low1, high1), Vector512.Create(low2, high2), Vector512.Create(low3, high3), coordinate);
    }

    // Four words of four rows.
    private static void Transpose(
        AffinePoint** entries, int row, int word,
        out Vector256<ulong> first, out Vector256<ulong> second, out Vector256<ulong> third, out Vector256<ulong> fourth)
    {
        const byte LowerHalves = 0x20;
        const byte UpperHalves = 0x31;
        unchecked
        {
            (Vector256<ulong> a, Vector256<ulong> b) = (Vector256.Load((ulong*)entries[row] + word), Vector256.Load((ulong*)entries[row + 1] + word));
            (Vector256<ulong> c, Vector256<ulong> d) = (Vector256.Load((ulong*)entries[row + 2] + word), Vector256.Load((ulong*)entries[row + 3] + word));
            (Vector256<ulong> evenAb, Vector256<ulong> evenCd) = (Avx2.UnpackLow(a, b), Avx2.UnpackLow(c, d));
            (Vector256<ulong> oddAb, Vector256<ulong> oddCd) = (Avx2.UnpackHigh(a, b), Avx2.UnpackHigh(c, d));
            (first, third) = (Avx2.Permute2x128(evenAb, evenCd, LowerHalves), Avx2.Permute2x128(evenAb, evenCd, UpperHalves));
            (second, fourth) = (Avx2.Permute2x128(oddAb, oddCd, LowerHalves), Avx2.Permute2x128(oddAb, oddCd, UpperHalves));
        }
    }

    // Words 0, 2, 4, 6 of two rows alternating, and words 1, 3, 5, 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pairs(AffinePoint** entries, int row, out Vector512<ulong> even, out Vector512<ulong> odd)
    {
        Vector512<ulong> first = Vector512.LoadAligned((ulong*)entries[row]);
        Vector512<ulong> second = Vector512.LoadAligned((ulong*)entries[row + 1]);
        even = Avx512F.UnpackLow(first, second);
        odd = Avx512F.UnpackHigh(first, second);
    }

    // Each has one pair of rows in its four quarters, a word in each; each result one word of all eight rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(
        Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d,
        out Vector512<ulong> first, out Vector512<ulong> second, out Vector512<ulong> third, out Vector512<ulong> fourth)
    {
        // Quarters 0 and 2, or 1 and 3, of both.
        const byte Even = 0b10_00_10_00;
        const byte Odd = 0b11_01_11_01;
        (Vector512<ulong> evenAb, Vector512<ulong> evenCd) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(c, d, Even));
        (Vector512<ulong> oddAb, Vector512<ulong> oddCd) = (Avx512F.Shuffle4x128(a, b, Odd), Avx512F.Shuffle4x128(c, d, Odd));
        (first, third) = (Avx512F.Shuffle4x128(evenAb, evenCd, Even), Avx512F.Shuffle4x128(evenAb, evenCd, Odd));
        (second, fourth) = (Avx512F.Shuffle4x128(oddAb, oddCd, Even), Avx512F.Shuffle4x128(oddAb, oddCd, Odd));
    }
}
