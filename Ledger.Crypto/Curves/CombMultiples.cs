namespace Ledger.Crypto.Curves;

/// <summary>
/// Computes what a <see cref="CombTable"/> holds. With 1, 3 … 2^k − 1 times a point the next as many are each of these plus 2^k times
/// the point; sums of all places share one inversion a round, which makes an addition cost 6 products.
/// </summary>
internal static class CombMultiples
{
    /// <summary>For each place the point times 1, 3, 5 … 2^width − 1, times 2^(width · place).</summary>
    public static AffinePoint[] Of(in AffinePoint point, int width, int places)
    {
        int half = 1 << (width - 1);
        AffinePoint[] powers = Powers(point, width * places);
        AffinePoint[] multiples = new AffinePoint[places * half];
        for (int place = 0; place < places; place++)
        {
            multiples[place * half] = powers[place * width];
        }

        FieldElement[] inverses = new FieldElement[places * half / 2];
        for (int k = 1; k < width; k++)
        {
            AddToEach(multiples, half, 1 << (k - 1), powers, width, k, inverses.AsSpan(0, places << (k - 1)));
        }

        return multiples;
    }

    // An odd number and a power of two, both below n, times a point of order n: the two are neither the same point nor opposite.
    private static void AddToEach(
        AffinePoint[] multiples, int half, int count, AffinePoint[] powers, int width, int k, Span<FieldElement> inverses)
    {
        for (int i = 0; i < inverses.Length; i++)
        {
            (int place, int j) = int.DivRem(i, count);
            inverses[i] = powers[(place * width) + k].X - multiples[(place * half) + j].X;
        }

        FieldElement.InvertAll(inverses);
        for (int i = 0; i < inverses.Length; i++)
        {
            (int place, int j) = int.DivRem(i, count);
            ref readonly AffinePoint p = ref multiples[(place * half) + j];
            ref readonly AffinePoint q = ref powers[(place * width) + k];
            FieldElement slope = (q.Y - p.Y) * inverses[i];
            FieldElement x = slope.Squared() - p.X - q.X;
            multiples[(place * half) + count + j] = new AffinePoint(x, (slope * (p.X - x)) - p.Y);
        }
    }

    // The point times 1, 2, 4 …
    private static AffinePoint[] Powers(in AffinePoint point, int count)
    {
        JacobianPoint[] doubled = new JacobianPoint[count];
        JacobianPoint last = new(point);
        for (int i = 0; i < count; i++)
        {
            doubled[i] = last;
            last.Double();
        }

        FieldElement[] inverses = [.. doubled.Select(each => each.Z)];
        FieldElement.InvertAll(inverses);
        AffinePoint[] powers = new AffinePoint[count];
        for (int i = 0; i < count; i++)
        {
            FieldElement square = inverses[i].Squared();
            powers[i] = new AffinePoint(doubled[i].X * square, doubled[i].Y * (square * inverses[i]));
        }

        return powers;
    }
}
