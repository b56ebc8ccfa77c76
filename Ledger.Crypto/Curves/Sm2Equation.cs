namespace Ledger.Crypto.Curves;

/// <summary>The verification of an SM2 signature, from the hash on (GB/T 32918.2, 7.1), one at a time and without wide vectors.</summary>
internal static class Sm2Equation
{
    private const int BaseWidth = 12;

    // 22 places of 2,048 multiples: 2.8 MB, computed once.
    private static readonly CombTable Base = new(AffinePoint.Base, BaseWidth);

    /// <summary>Whether a signature fits.</summary>
    /// <param name="key">Multiples of the public key.</param>
    /// <param name="hash">The hash <c>e</c>, 32 bytes.</param>
    /// <param name="r">From 1 to n − 1 (B1).</param>
    /// <param name="s">From 1 to n − 1 (B2).</param>
    public static Sm2Answer Check(CombTable key, ReadOnlySpan<byte> hash, in Scalar r, in Scalar s)
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
        UInt256 x = (r - Scalar.Reduce(hash)).Value;
        FieldElement zz = sum.Z.Squared();
        return Fits(x) || (UInt256.Add(x, Scalar.Order, out UInt256 more) == 0 && more.IsBelow(FieldElement.Prime) && Fits(more))
            ? Sm2Answer.Holds
            : Sm2Answer.Differs;

        bool Fits(in UInt256 candidate) => FieldElement.Of(candidate) * zz == sum.X;
    }
}
