using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Curves;

/// <summary>
/// Secret multiples of the SM2 base point, in eight lanes of AVX-512: one multiple spread over the lanes, or eight at a time. Of the table
/// every entry of a place is read, whichever is wanted, and a mask keeps that one: no address and no branch depends on the number.
/// </summary>
/// <remarks>
/// A number is written in 56 odd digits of 5 bits, as in <see cref="Scalar.WriteOddDigits"/>. Of its sums, no two points are the same or
/// opposite but by a chance of less than 2^-200 for a number drawn at random; the sum is then useless, and so is a signature made of it.
/// </remarks>
internal static unsafe class SecretMultiple
{
    private const int Lanes = FieldLanes.Lanes;
    private const int Width = 5;
    private const int Half = 1 << (Width - 1);
    private const int Rounds = 7;
    private const int Places = Rounds * Lanes;
    private const int Words = 8;

    // Round after round, of each the Half multiples, of each the words of x and y, of each eight places' side by side.
    private static readonly ulong* Table = MakeTable();

    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>The coordinate x of a multiple of the base point, modulo p.</summary>
    /// <param name="number">From 1 to n − 1.</param>
    [SkipLocalsInit]
    public static UInt256 Of(in SecretScalar number)
    {
        long* indexes = stackalloc long[Places];
        long* signs = stackalloc long[Places];
        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        WriteDigits(number, indexes, signs, 1);
        unchecked
        {
            for (int round = 0; round < Rounds; round++)
            {
                ReadSpread(room, round, Vector512.Load(indexes + (round * Lanes)), Vector512.Load(signs + (round * Lanes)));
                Add(room, isFirst: round == 0);
            }
        }

        LaneSum.FoldAll(room);
        LeaveCurve(room);
        return Unpack((long*)&room->X, 0);
    }

    /// <summary>The same of eight numbers, one to a lane.</summary>
    /// <param name="numbers">Eight.</param>
    /// <param name="x">Receives as many.</param>
    [SkipLocalsInit]
    public static void Of(ReadOnlySpan<SecretScalar> numbers, Span<UInt256> x)
    {
        long* indexes = stackalloc long[Places * Lanes];
        long* signs = stackalloc long[Places * Lanes];
        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        unchecked
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                WriteDigits(numbers[lane], indexes + lane, signs + lane, Lanes);
            }

            for (int place = 0; place < Places; place++)
            {
                ReadSame(room, place, Vector512.Load(indexes + (place * Lanes)), Vector512.Load(signs + (place * Lanes)));
                Add(room, isFirst: place == 0);
            }
        }

        LeaveCurve(room);
        for (int lane = 0; lane < Lanes; lane++)
        {
            x[lane] = Unpack((long*)&room->X, lane);
        }
    }

    private static void Add(LaneRoom* room, bool isFirst)
    {
        if (isFirst)
        {
            LaneSum.BeginLoaded(room);
        }
        else
        {
            LaneSum.AddLoaded(room);
        }
    }

    // For each place which multiple, and −1 for its opposite or 0. See Scalar.WriteOddDigits; here without branches.
    [SkipLocalsInit]
    private static void WriteDigits(in SecretScalar number, long* indexes, long* signs, int stride)
    {
        unchecked
        {
            // Only odd numbers have such digits. An even one k is −(n − k), and n is odd.
            ulong even = (number.Value.L0 & 1) - 1;
            UInt256 odd = number.NegatedBy(even).Value;
            ulong* half = stackalloc ulong[6];
            half[0] = (odd.L0 >> 1) | (odd.L1 << 63);
            half[1] = (odd.L1 >> 1) | (odd.L2 << 63);
            half[2] = (odd.L2 >> 1) | (odd.L3 << 63);
            half[3] = odd.L3 >> 1;
            half[4] = 1ul << ((Width * Places) - 1 - 256);
            half[5] = 0;
            for (int place = 0; place < Places; place++)
            {
                int limb = place * Width >> 6;
                int shift = place * Width & 63;
                long digit = (long)(((half[limb] >> shift) | (half[limb + 1] << 1 << (63 - shift))) & ((1 << Width) - 1)) - Half;
                long negative = digit >> 63;
                indexes[place * stride] = digit ^ negative;
                signs[place * stride] = negative ^ (long)even;
            }
        }
    }

    // The multiples of eight places of one number.
    private static void ReadSpread(LaneRoom* room, int round, Vector512<long> indexes, Vector512<long> signs)
    {
        Vector512<ulong> x0 = default, x1 = default, x2 = default, x3 = default, y0 = default, y1 = default, y2 = default, y3 = default;
        unchecked
        {
            ulong* entry = Table + (round * Half * Words * Lanes);
            for (long j = 0; j < Half; j++, entry += Words * Lanes)
            {
                Vector512<ulong> mask = Vector512.Equals(indexes, Vector512.Create(j)).AsUInt64();
                x0 |= mask & Vector512.Load(entry);
                x1 |= mask & Vector512.Load(entry + Lanes);
                x2 |= mask & Vector512.Load(entry + (2 * Lanes));
                x3 |= mask & Vector512.Load(entry + (3 * Lanes));
                y0 |= mask & Vector512.Load(entry + (4 * Lanes));
                y1 |= mask & Vector512.Load(entry + (5 * Lanes));
                y2 |= mask & Vector512.Load(entry + (6 * Lanes));
                y3 |= mask & Vector512.Load(entry + (7 * Lanes));
            }
        }

        Loaded(room, x0, x1, x2, x3, y0, y1, y2, y3, signs);
    }

    // The multiples of one place of eight numbers.
    private static void ReadSame(LaneRoom* room, int place, Vector512<long> indexes, Vector512<long> signs)
    {
        Vector512<ulong> x0 = default, x1 = default, x2 = default, x3 = default, y0 = default, y1 = default, y2 = default, y3 = default;
        unchecked
        {
            ulong* entry = Table + (place / Lanes * Half * Words * Lanes) + (place % Lanes);
            for (long j = 0; j < Half; j++, entry += Words * Lanes)
            {
                Vector512<ulong> mask = Vector512.Equals(indexes, Vector512.Create(j)).AsUInt64();
                x0 |= mask & Vector512.Create(*entry);
                x1 |= mask & Vector512.Create(entry[Lanes]);
                x2 |= mask & Vector512.Create(entry[2 * Lanes]);
                x3 |= mask & Vector512.Create(entry[3 * Lanes]);
                y0 |= mask & Vector512.Create(entry[4 * Lanes]);
                y1 |= mask & Vector512.Create(entry[5 * Lanes]);
                y2 |= mask & Vector512.Create(entry[6 * Lanes]);
                y3 |= mask & Vector512.Create(entry[7 * Lanes]);
            }
        }

        Loaded(room, x0, x1, x2, x3, y0, y1, y2, y3, signs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Loaded(
        LaneRoom* room, Vector512<ulong> x0, Vector512<ulong> x1, Vector512<ulong> x2, Vector512<ulong> x3,
        Vector512<ulong> y0, Vector512<ulong> y1, Vector512<ulong> y2, Vector512<ulong> y3, Vector512<long> signs)
    {
        FieldLanes.Split(x0, x1, x2, x3, &room->X2);
        FieldLanes.Split(y0, y1, y2, y3, &room->Y2);
        FieldLanes.Negate(&room->Y2, signs);
    }

    // X becomes X / ZZ as a plain number from 0 to p.
    private static void LeaveCurve(LaneRoom* room)
    {
        LaneInverse.OfZZ(room);
        LaneProduct.Multiply(&room->X, &room->T0, &room->X);
        FieldLanes.Fill(new UInt256(1, 0, 0, 0), &room->T0);
        LaneProduct.Multiply(&room->X, &room->T0, &room->X);
    }

    // Nine limbs of 29 bits become four of 64.
    private static UInt256 Unpack(long* limbs, int lane)
    {
        unchecked
        {
            return new UInt256(
                Limb(0) | (Limb(1) << 29) | (Limb(2) << 58),
                (Limb(2) >> 6) | (Limb(3) << 23) | (Limb(4) << 52),
                (Limb(4) >> 12) | (Limb(5) << 17) | (Limb(6) << 46),
                (Limb(6) >> 18) | (Limb(7) << 11) | (Limb(8) << 40));

            ulong Limb(int i) => (ulong)limbs[(i * Lanes) + lane];
        }
    }

    private static ulong* MakeTable()
    {
        AffinePoint[] multiples = CombMultiples.Of(AffinePoint.Base, Width, Places);

        // For as long as the process lives.
        ulong* table = (ulong*)NativeMemory.AlignedAlloc((nuint)(multiples.Length * Words * sizeof(ulong)), (nuint)sizeof(Vector512<ulong>));
        for (int i = 0; i < multiples.Length; i++)
        {
            (int place, int multiple) = int.DivRem(i, Half);
            (UInt256 x, UInt256 y) = (LaneTable.Form(multiples[i].X), LaneTable.Form(multiples[i].Y));
            ReadOnlySpan<ulong> words = [x.L0, x.L1, x.L2, x.L3, y.L0, y.L1, y.L2, y.L3];
            ulong* first = unchecked(table + (((place / Lanes * Half) + multiple) * Words * Lanes) + (place % Lanes));
            for (int word = 0; word < Words; word++)
            {
                first[word * Lanes] = words[word];
            }
        }

        return table;
    }
}
