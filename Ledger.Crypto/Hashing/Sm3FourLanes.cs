using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Hashing;

/// <summary>Four messages at once, for the 128-bit vectors of SSE and AdvSimd.</summary>
internal readonly struct Sm3FourLanes : ISm3Lanes<Vector128<uint>>
{
    public static Vector128<uint> All(uint word) => Vector128.Create(word);

    public static Vector128<uint> Add(Vector128<uint> x, Vector128<uint> y) => x + y;

    public static Vector128<uint> Xor(Vector128<uint> x, Vector128<uint> y) => x ^ y;

    public static Vector128<uint> Xor(Vector128<uint> x, Vector128<uint> y, Vector128<uint> z) => x ^ y ^ z;

    public static Vector128<uint> RotateLeft(Vector128<uint> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(x, count) : (x << count) | (x >>> (32 - count));

    public static Vector128<uint> Majority(Vector128<uint> x, Vector128<uint> y, Vector128<uint> z) => (x & y) | ((x | y) & z);

    public static Vector128<uint> Choice(Vector128<uint> x, Vector128<uint> y, Vector128<uint> z) => z ^ (x & (y ^ z));
}
