using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Ciphers;

/// <summary>Sixteen blocks at once, for GFNI with AVX-512.</summary>
internal readonly unsafe struct Sm4SixteenLanes : ISm4Lanes<Vector512<uint>>
{
    private static Vector512<byte> SwapBytes => Vector512.Create(
        Vector256.Create(Sm4FourLanes.SwapBytes, Sm4FourLanes.SwapBytes), Vector256.Create(Sm4FourLanes.SwapBytes, Sm4FourLanes.SwapBytes));

    public static Vector512<uint> All(uint word) => Vector512.Create(word);

    public static Vector512<uint> Count(uint first) =>
        Vector512.Create(0u, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15) + Vector512.Create(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Substitute(Vector512<uint> word)
    {
        Vector512<byte> element = Gfni.V512.GaloisFieldAffineTransform(
            word.AsByte(), Vector512.Create(Sm4SBox.ToAes).AsByte(), Sm4SBox.ToAesConstant);
        return Gfni.V512.GaloisFieldAffineTransformInverse(
            element, Vector512.Create(Sm4SBox.FromAes).AsByte(), Sm4SBox.FromAesConstant).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Round(
        Vector512<uint> x0, Vector512<uint> x1, Vector512<uint> x2, Vector512<uint> x3, Vector512<uint> roundKey)
    {
        Vector512<uint> b = Substitute(x1 ^ x2 ^ (x3 ^ roundKey));
        return (x0 ^ b ^ Avx512F.RotateLeft(b, 2)) ^ (Avx512F.RotateLeft(b, 10) ^ Avx512F.RotateLeft(b, 18) ^ Avx512F.RotateLeft(b, 24));
    }

    public static uint First(Vector512<uint> word) => word.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mask(
        Vector512<uint> word0, Vector512<uint> word1, Vector512<uint> word2, Vector512<uint> word3, byte* input, byte* output)
    {
        // In each quarter four words of four blocks: rows become columns. The first result has the first block of every quarter.
        (Vector512<ulong> low01, Vector512<ulong> high01) =
            (Avx512F.UnpackLow(word0, word1).AsUInt64(), Avx512F.UnpackHigh(word0, word1).AsUInt64());
        (Vector512<ulong> low23, Vector512<ulong> high23) =
            (Avx512F.UnpackLow(word2, word3).AsUInt64(), Avx512F.UnpackHigh(word2, word3).AsUInt64());
        Add(Avx512F.UnpackLow(low01, low23), input, output, 0);
        Add(Avx512F.UnpackHigh(low01, low23), input, output, 1);
        Add(Avx512F.UnpackLow(high01, high23), input, output, 2);
        Add(Avx512F.UnpackHigh(high01, high23), input, output, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<ulong> blocks, byte* input, byte* output, int place)
    {
        unchecked
        {
            Vector512<byte> data = Vector512.Load(input + (place * sizeof(Vector512<byte>)));
            (data ^ Avx512BW.Shuffle(blocks.AsByte(), SwapBytes)).Store(output + (place * sizeof(Vector512<byte>)));
        }
    }
}
