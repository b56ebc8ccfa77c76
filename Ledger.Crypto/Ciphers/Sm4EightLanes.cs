using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Ciphers;

/// <summary>Eight blocks at once, for GFNI with AVX2.</summary>
internal readonly unsafe struct Sm4EightLanes : ISm4Lanes<Vector256<uint>>
{
    private static Vector256<byte> SwapBytes => Vector256.Create(Sm4FourLanes.SwapBytes, Sm4FourLanes.SwapBytes);

    public static Vector256<uint> All(uint word) => Vector256.Create(word);

    public static Vector256<uint> Count(uint first) => Vector256.Create(0u, 2, 4, 6, 1, 3, 5, 7) + Vector256.Create(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Substitute(Vector256<uint> word)
    {
        Vector256<byte> element = Gfni.V256.GaloisFieldAffineTransform(
            word.AsByte(), Vector256.Create(Sm4SBox.ToAes).AsByte(), Sm4SBox.ToAesConstant);
        return Gfni.V256.GaloisFieldAffineTransformInverse(
            element, Vector256.Create(Sm4SBox.FromAes).AsByte(), Sm4SBox.FromAesConstant).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Round(
        Vector256<uint> x0, Vector256<uint> x1, Vector256<uint> x2, Vector256<uint> x3, Vector256<uint> roundKey)
    {
        Vector256<uint> b = Substitute(x1 ^ x2 ^ x3 ^ roundKey);
        return x0 ^ b ^ RotateLeft(b, 2) ^ RotateLeft(b, 10) ^ RotateLeft(b, 18) ^ RotateLeft(b, 24);
    }

    public static uint First(Vector256<uint> word) => word.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mask(
        Vector256<uint> word0, Vector256<uint> word1, Vector256<uint> word2, Vector256<uint> word3, byte* input, byte* output)
    {
        (Vector256<ulong> low01, Vector256<ulong> high01) =
            (Avx2.UnpackLow(word0, word1).AsUInt64(), Avx2.UnpackHigh(word0, word1).AsUInt64());
        (Vector256<ulong> low23, Vector256<ulong> high23) =
            (Avx2.UnpackLow(word2, word3).AsUInt64(), Avx2.UnpackHigh(word2, word3).AsUInt64());
        Add(Avx2.UnpackLow(low01, low23), input, output, 0);
        Add(Avx2.UnpackHigh(low01, low23), input, output, 1);
        Add(Avx2.UnpackLow(high01, high23), input, output, 2);
        Add(Avx2.UnpackHigh(high01, high23), input, output, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<ulong> blocks, byte* input, byte* output, int place)
    {
        unchecked
        {
            Vector256<byte> data = Vector256.Load(input + (place * sizeof(Vector256<byte>)));
            (data ^ Avx2.Shuffle(blocks.AsByte(), SwapBytes)).Store(output + (place * sizeof(Vector256<byte>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> RotateLeft(Vector256<uint> x, [System.Diagnostics.CodeAnalysis.ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(x, count) : (x << count) | (x >>> (32 - count));
}
