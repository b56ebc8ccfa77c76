using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AesNi = System.Runtime.Intrinsics.X86.Aes;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// Four blocks at once, for AES-NI. The S-boxes of SM4 and AES are the same inversion between two affine maps. Such a map of a byte is the
/// sum of those of its halves, and a shuffle looks up 16 halves within a register: no address depends on them.
/// </summary>
internal readonly unsafe struct Sm4FourLanes : ISm4Lanes<Vector128<uint>>
{
    /// <summary>Reverses the bytes of each word.</summary>
    public static Vector128<byte> SwapBytes => Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);

    // Undoes the step ShiftRows of AES.
    private static Vector128<byte> UnshiftRows => Vector128.Create((byte)0, 13, 10, 7, 4, 1, 14, 11, 8, 5, 2, 15, 12, 9, 6, 3);

    // Sm4SBox.ToAes with its constant, of the lower half and of the upper half of a byte.
    private static Vector128<byte> BeforeLow => Vector128.Create(
        0x3E, 0xB2, 0x0E, 0x82, 0xBB, 0x37, 0x8B, 0x07, 0xA1, 0x2D, 0x91, 0x1D, 0x24, 0xA8, 0x14, 0x98);

    private static Vector128<byte> BeforeHigh => Vector128.Create(
        0x00, 0xDC, 0x2E, 0xF2, 0xC5, 0x19, 0xEB, 0x37, 0x08, 0xD4, 0x26, 0xFA, 0xCD, 0x11, 0xE3, 0x3F);

    // The map of AES taken back, then Sm4SBox.FromAes with its constant.
    private static Vector128<byte> AfterLow => Vector128.Create(
        0x6C, 0xD4, 0xA6, 0x1E, 0x52, 0xEA, 0x98, 0x20, 0x0B, 0xB3, 0xC1, 0x79, 0x35, 0x8D, 0xFF, 0x47);

    private static Vector128<byte> AfterHigh => Vector128.Create(
        0x00, 0xE0, 0x50, 0xB0, 0x9D, 0x7D, 0xCD, 0x2D, 0xC0, 0x20, 0x90, 0x70, 0x5D, 0xBD, 0x0D, 0xED);

    public static Vector128<uint> All(uint word) => Vector128.Create(word);

    public static Vector128<uint> Count(uint first) => Vector128.Create(0u, 1, 2, 3) + Vector128.Create(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Substitute(Vector128<uint> word)
    {
        Vector128<byte> bytes = Map(Ssse3.Shuffle(word.AsByte(), UnshiftRows), BeforeLow, BeforeHigh);
        return Map(AesNi.EncryptLast(bytes, Vector128<byte>.Zero), AfterLow, AfterHigh).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Round(
        Vector128<uint> x0, Vector128<uint> x1, Vector128<uint> x2, Vector128<uint> x3, Vector128<uint> roundKey)
    {
        Vector128<uint> b = Substitute(x1 ^ x2 ^ x3 ^ roundKey);
        return x0 ^ b ^ RotateLeft(b, 2) ^ RotateLeft(b, 10) ^ RotateLeft(b, 18) ^ RotateLeft(b, 24);
    }

    public static uint First(Vector128<uint> word) => word.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mask(
        Vector128<uint> word0, Vector128<uint> word1, Vector128<uint> word2, Vector128<uint> word3, byte* input, byte* output)
    {
        (Vector128<ulong> low01, Vector128<ulong> high01) =
            (Sse2.UnpackLow(word0, word1).AsUInt64(), Sse2.UnpackHigh(word0, word1).AsUInt64());
        (Vector128<ulong> low23, Vector128<ulong> high23) =
            (Sse2.UnpackLow(word2, word3).AsUInt64(), Sse2.UnpackHigh(word2, word3).AsUInt64());
        Add(Sse2.UnpackLow(low01, low23), input, output, 0);
        Add(Sse2.UnpackHigh(low01, low23), input, output, 1);
        Add(Sse2.UnpackLow(high01, high23), input, output, 2);
        Add(Sse2.UnpackHigh(high01, high23), input, output, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Map(Vector128<byte> bytes, Vector128<byte> low, Vector128<byte> high)
    {
        Vector128<byte> half = Vector128.Create((byte)0x0F);
        return Ssse3.Shuffle(low, bytes & half) ^ Ssse3.Shuffle(high, (bytes.AsUInt16() >>> 4).AsByte() & half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector128<ulong> blocks, byte* input, byte* output, int place)
    {
        unchecked
        {
            Vector128<byte> data = Vector128.Load(input + (place * sizeof(Vector128<byte>)));
            (data ^ Ssse3.Shuffle(blocks.AsByte(), SwapBytes)).Store(output + (place * sizeof(Vector128<byte>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> RotateLeft(Vector128<uint> x, [System.Diagnostics.CodeAnalysis.ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(x, count) : (x << count) | (x >>> (32 - count));
}
