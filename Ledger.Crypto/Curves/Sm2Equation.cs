namespace Ledger.Crypto.Curves;

/// <summary>The verification of an SM2 signature, from the hash on (GB/T 32918.2, 7.1), one at a time and without wide vectors.</summary>
internal static class Sm2Equation
{
    /// <summary>Bits of a digit in a public key's table: 32 places of 128 multiples, 256 KiB.</summary>
    public const int KeyWidth = 8;

    private const int BaseWidth = 11;

    /// <summary>The table of the base point: 24 places of 1,024 multiples, 1.5 MiB, computed once.</summary>
    public static CombTable Base { get; } = new(AffinePoint.Base, BaseWidth);

    /// <summary>Whether a signature fits.</summary>
    /// <param name="key">Multiples of the public key.</param>
    /// <param name="hash">The hash e, modulo n.</param>
    /// <param name="r">From 1 to n − 1 (B1).</param>
    /// <param name="s">From 1 to n − 1 (B2).</param>
    public static Sm2Answer Check(CombTable key, in Scalar hash, in Scalar r, in Scalar s)
    {
        // B5: t = r + s is not 0.
        Scalar t = r + s;
        if (t.IsZero)
        {
            return Sm2Answer.Differs;
        }

        // B6: (x1, y1) = sG + tP.
        JacobianPoint sum = default;
        if (!Base.TryAddMultiple(s, ref sum) || !key.TryAddMultiple(t, ref sum))
        {
            return Sm2Answer.Unknown;
        }

        // B7: r ≡ e + x1 modulo n. So x1 is r − e, or n more, where that is below p; and X = x1 · Z² spares the inversion.
        Scalar x = r - hash;
        FieldElement zz = sum.Z.Squared();
        return Fits(x.Value) || (HasSecond(x, out UInt256 second) && Fits(second)) ? Sm2Answer.Holds : Sm2Answer.Differs;

        bool Fits(in UInt256 candidate) => FieldElement.Of(candidate) * zz == sum.X;
    }

    /// <summary>Whether a second number below p leaves the same remainder modulo n.</summary>
    public static bool HasSecond(in Scalar remainder, out UInt256 second) =>
        UInt256.Add(remainder.Value, Scalar.Order, out second) == 0 && second.IsBelow(FieldElement.Prime);
}
