using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Hashing;

/// <summary>Sixteen messages at once, for AVX-512.</summary>
internal readonly struct Sm3SixteenLanes : ISm3Lanes<Vector512<uint>>
{
    public static Vector512<uint> All(uint word) => Vector512.Create(word);

    public static Vector512<uint> Add(Vector512<uint> x, Vector512<uint> y) => x + y;

    public static Vector512<uint> Xor(Vector512<uint> x, Vector512<uint> y) => x ^ y;

    public static Vector512<uint> Xor(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => x ^ y ^ z;

    public static Vector512<uint> RotateLeft(Vector512<uint> x, [ConstantExpected] byte count) =>
        Avx512F.IsSupported ? Avx512F.RotateLeft(x, count) : (x << count) | (x >>> (32 - count));

    public static Vector512<uint> Majority(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) =>
        Avx512F.IsSupported ? Avx512F.TernaryLogic(x, y, z, 0xE8) : (x & y) | ((x | y) & z);

    public static Vector512<uint> Choice(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) =>
        Avx512F.IsSupported ? Avx512F.TernaryLogic(x, y, z, 0xCA) : z ^ (x & (y ^ z));
}
