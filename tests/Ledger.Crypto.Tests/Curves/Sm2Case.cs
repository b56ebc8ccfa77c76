using System.Numerics;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>A signature chosen to be awkward, from the hash on.</summary>
/// <param name="Kind">How it was made, for people.</param>
/// <param name="Key">The public key.</param>
/// <param name="Hash">The hash e, below 2^256.</param>
/// <param name="R">Below 2^256.</param>
/// <param name="S">Below 2^256.</param>
/// <param name="IsValid">Whether it verifies, by <see cref="PlainCurve"/>.</param>
internal sealed record Sm2Case(string Kind, PlainPoint Key, BigInteger Hash, BigInteger R, BigInteger S, bool IsValid)
{
    /// <summary>The kind whose points meet while the digits are added up.</summary>
    public const string Meets = "points that meet";

    /// <summary>The kind whose points meet while one signature is spread over lanes.</summary>
    public const string MeetsInLanes = "points that meet in lanes";

    public byte[] Signature => [.. PlainCurve.Bytes(R), .. PlainCurve.Bytes(S)];

    /// <summary>
    /// Any s and t there is a signature for: R = sG + tP gives x1, r = t − s, and e = r − x1. Without a point R, or where r is 0, none.
    /// </summary>
    public static Sm2Case Forged(string kind, PlainPoint key, BigInteger s, BigInteger t)
    {
        (s, t) = (PlainCurve.Mod(s, PlainCurve.N), PlainCurve.Mod(t, PlainCurve.N));
        PlainPoint? sum = PlainCurve.Add(PlainCurve.Multiply(s, PlainCurve.G), PlainCurve.Multiply(t, key));
        BigInteger r = PlainCurve.Mod(t - s, PlainCurve.N);
        BigInteger hash = PlainCurve.Mod(r - (sum?.X ?? 0), PlainCurve.N);
        return new Sm2Case(kind, key, hash, r, s, sum is not null && !r.IsZero && !s.IsZero && !t.IsZero);
    }
}
