namespace Ledger.Crypto.Curves;

/// <summary>
/// A point of the SM2 curve as (X / Z², Y / Z³), which adds without inversion; Z = 0 is infinity, as in the default value.
/// </summary>
internal struct JacobianPoint
{
    public JacobianPoint(in AffinePoint point) => (X, Y, Z) = (point.X, point.Y, FieldElement.One);

    public FieldElement X { readonly get; private set; }

    public FieldElement Y { readonly get; private set; }

    public FieldElement Z { readonly get; private set; }

    public readonly bool IsInfinity => Z.IsZero;

    /// <summary>Adds a point to this one.</summary>
    /// <returns>
    /// False, and no sum, where the points are the same or opposite: the formulas hold for neither. Who chooses signature and key can
    /// bring this about, so that it has to be answered.
    /// </returns>
    public bool TryAdd(in AffinePoint point)
    {
        if (IsInfinity)
        {
            this = new JacobianPoint(point);
            return true;
        }

        // 8M + 3S (Cohen, Miyaji and Ono 1998).
        FieldElement zz = Z.Squared();
        FieldElement zzz = zz * Z;
        FieldElement h = (point.X * zz) - X;
        if (h.IsZero)
        {
            return false;
        }

        FieldElement r = (point.Y * zzz) - Y;
        FieldElement hh = h.Squared();
        FieldElement hhh = hh * h;
        FieldElement v = X * hh;
        FieldElement x = r.Squared() - hhh - v - v;
        Y = (r * (v - x)) - (Y * hhh);
        Z *= h;
        X = x;
        return true;
    }

    /// <summary>Doubles this point, which is not infinity: no point but infinity is its own opposite.</summary>
    public void Double()
    {
        // dbl-2001-b for a = −3: 3M + 5S (Bernstein and Lange, Explicit-Formulas Database).
        FieldElement delta = Z.Squared();
        FieldElement gamma = Y.Squared();
        FieldElement beta = X * gamma;
        FieldElement slope = (X - delta) * (X + delta);
        slope = slope + slope + slope;
        FieldElement beta4 = beta + beta;
        beta4 += beta4;
        FieldElement gamma8 = gamma.Squared();
        gamma8 += gamma8;
        gamma8 += gamma8;
        gamma8 += gamma8;
        Z = (Y + Z).Squared() - gamma - delta;
        X = slope.Squared() - beta4 - beta4;
        Y = (slope * (beta4 - X)) - gamma8;
    }
}
