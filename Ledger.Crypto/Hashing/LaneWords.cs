using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ledger.Crypto.Hashing;

/// <summary>
/// Carries big-endian 32-bit words between byte strings and vectors with a lane for each string, in squares of four
/// words of four strings: rows become columns.
/// </summary>
internal static unsafe class LaneWords
{
    private const int Side = 4;

    /// <summary>Fills vector after vector: <c>words[i · lanes + lane]</c> is word <c>i</c> of string <c>lane</c>.</summary>
    /// <param name="first">The first string.</param>
    /// <param name="stride">Bytes from a string to the next.</param>
    /// <param name="strings">Lanes beyond this number repeat the last string.</param>
    /// <param name="words">Room for all words of all lanes.</param>
    /// <param name="lanes">A multiple of four.</param>
    /// <param name="count">Words of a string, a multiple of four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte* first, nint stride, int strings, uint* words, int lanes, int count)
    {
        unchecked
        {
            for (int lane = 0; lane < lanes; lane += Side)
            {
                byte* a = first + (stride * int.Min(lane, strings - 1));
                byte* b = first + (stride * int.Min(lane + 1, strings - 1));
                byte* c = first + (stride * int.Min(lane + 2, strings - 1));
                byte* d = first + (stride * int.Min(lane + 3, strings - 1));
                uint* column = words + lane;
                for (int i = 0; i < count; i += Side)
                {
                    (Vector128<uint> w0, Vector128<uint> w1) = (Read(a, i), Read(b, i));
                    (Vector128<uint> w2, Vector128<uint> w3) = (Read(c, i), Read(d, i));
                    Transpose(ref w0, ref w1, ref w2, ref w3);
                    w0.Store(column + (i * lanes));
                    w1.Store(column + ((i + 1) * lanes));
                    w2.Store(column + ((i + 2) * lanes));
                    w3.Store(column + ((i + 3) * lanes));
                }
            }
        }
    }

    /// <summary>The way back: writes the strings of all lanes one after the other.</summary>
    /// <param name="words">Word after word, a lane for each string.</param>
    /// <param name="lanes">A multiple of four.</param>
    /// <param name="count">Words of a string, a multiple of four.</param>
    /// <param name="first">Room for all strings.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint* words, int lanes, int count, byte* first)
    {
        unchecked
        {
            for (int lane = 0; lane < lanes; lane += Side)
            {
                uint* column = words + lane;
                byte* a = first + (sizeof(uint) * count * lane);
                for (int i = 0; i < count; i += Side)
                {
                    (Vector128<uint> w0, Vector128<uint> w1) =
                        (Vector128.Load(column + (i * lanes)), Vector128.Load(column + ((i + 1) * lanes)));
                    (Vector128<uint> w2, Vector128<uint> w3) =
                        (Vector128.Load(column + ((i + 2) * lanes)), Vector128.Load(column + ((i + 3) * lanes)));
                    Transpose(ref w0, ref w1, ref w2, ref w3);
                    Write(w0, a, i);
                    Write(w1, a, i + count);
                    Write(w2, a, i + (2 * count));
                    Write(w3, a, i + (3 * count));
                }
            }
        }
    }

    private static Vector128<uint> Read(byte* start, int word) =>
        Swapped(Vector128.Load(unchecked(start + (sizeof(uint) * word)))).AsUInt32();

    private static void Write(Vector128<uint> value, byte* start, int word) =>
        Swapped(value.AsByte()).Store(unchecked(start + (sizeof(uint) * word)));

    private static Vector128<byte> Swapped(Vector128<byte> words) =>
        Vector128.Shuffle(words, Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        (Vector128<uint> evenAb, Vector128<uint> oddAb) = (Even(a, b), Odd(a, b));
        (Vector128<uint> evenCd, Vector128<uint> oddCd) = (Even(c, d), Odd(c, d));
        (a, b) = (Even(evenAb, evenCd), Even(oddAb, oddCd));
        (c, d) = (Odd(evenAb, evenCd), Odd(oddAb, oddCd));
    }

    // x0 x2 y0 y2
    private static Vector128<uint> Even(Vector128<uint> x, Vector128<uint> y) =>
        Vector128.Narrow(x.AsUInt64(), y.AsUInt64());

    // x1 x3 y1 y3
    private static Vector128<uint> Odd(Vector128<uint> x, Vector128<uint> y) =>
        Vector128.Narrow(x.AsUInt64() >>> 32, y.AsUInt64() >>> 32);
}
