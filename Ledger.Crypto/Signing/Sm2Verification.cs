using System.Runtime.Intrinsics.X86;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Signing;

/// <summary>How SM2 signatures are verified here, chosen once for the processor.</summary>
public static class Sm2Verification
{
    /// <summary>Tables of public keys that the process holds: 32 MiB.</summary>
    public const int MostKnownKeys = 128;

    /// <summary>The way for keys that have been used before. Others are OpenSSL's.</summary>
    public static Sm2Engine Engine { get; } = Sm2LaneEquation.IsSupported ? Sm2Engine.Lanes : Sm2Engine.Scalar;

    /// <summary>The same for people.</summary>
    public static string Path => (Engine, Avx512F.IsSupported) switch
    {
        (Sm2Engine.Lanes, true) => "tables of known keys, AVX-512, 8 lanes",
        (Sm2Engine.Lanes, false) => "tables of known keys, AVX2, two times 4 lanes",
        _ => "tables of known keys, 64-bit arithmetic",
    };

    internal static KnownPoints<CombTable> ScalarKeys { get; } = new(MostKnownKeys, table => table);

    internal static KnownPoints<LaneTable> LaneKeys { get; } = new(MostKnownKeys, table => new LaneTable(table));

    /// <summary>Whether this processor has what a way needs.</summary>
    public static bool IsSupported(Sm2Engine engine) => engine != Sm2Engine.Lanes || Sm2LaneEquation.IsSupported;
}
