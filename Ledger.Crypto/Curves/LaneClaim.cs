namespace Ledger.Crypto.Curves;

/// <summary>A signature to verify in lanes, from the hash on.</summary>
/// <param name="Key">Multiples of the public key.</param>
/// <param name="Hash">The hash e, modulo n.</param>
/// <param name="R">From 1 to n − 1.</param>
/// <param name="S">From 1 to n − 1.</param>
internal readonly record struct LaneClaim(LaneTable Key, Scalar Hash, Scalar R, Scalar S);
