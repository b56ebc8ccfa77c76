namespace Ledger.Crypto.Curves;

/// <summary>
/// Multiples of one point, so that a scalar times the point is one addition for each digit and no doubling: for each place of the
/// scalar's odd digits the point times 1, 3, 5 … 2^width − 1, times 2^(width · place). Digits' signs are applied to y.
/// </summary>
internal sealed class CombTable
{
    private readonly AffinePoint[] _multiples;

    /// <summary>Computes the table: some 100,000 products for each 4,096 multiples.</summary>
    /// <param name="point">A point of the curve.</param>
    /// <param name="width">Bits of a digit, from 2 to 15.</param>
    public CombTable(in AffinePoint point, int width)
    {
        Width = width;
        Places = (Bits + width - 1) / width;
        _multiples = CombMultiples.Of(point, width, Places);
    }

    private const int Bits = 256;

    /// <summary>The most places that a table has: those of the least width.</summary>
    public const int MostPlaces = 128;

    /// <summary>Bits of a digit.</summary>
    public int Width { get; }

    /// <summary>Digits of a scalar.</summary>
    public int Places { get; }

    /// <summary>Multiples of each place.</summary>
    public int Half => 1 << (Width - 1);

    /// <summary>The multiples, place after place.</summary>
    public ReadOnlySpan<AffinePoint> Multiples => _multiples;

    /// <summary>Adds a multiple of the point to a sum.</summary>
    /// <param name="scalar">Not 0.</param>
    /// <param name="sum">Useless where the answer is false.</param>
    /// <returns>False where the formulas of an addition did not hold on the way.</returns>
    public bool TryAddMultiple(in Scalar scalar, ref JacobianPoint sum)
    {
        Span<short> digits = stackalloc short[MostPlaces];
        digits = digits[..Places];
        scalar.WriteOddDigits(Width, digits);
        for (int place = 0; place < digits.Length; place++)
        {
            int digit = digits[place];
            ref readonly AffinePoint multiple = ref _multiples[(place * Half) + (int.Abs(digit) >> 1)];
            if (!(digit > 0 ? sum.TryAdd(multiple) : sum.TryAdd(-multiple)))
            {
                return false;
            }
        }

        return true;
    }
}
