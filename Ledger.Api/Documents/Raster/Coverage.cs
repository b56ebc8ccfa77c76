using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Raster;

/// <summary>How much of each pixel contours cover (nonzero rule): exact across, four lines of samples down.</summary>
internal static class Coverage
{
    private const int LinesPerPixel = 4;

    /// <summary>0 to 1 for each pixel, line by line.</summary>
    /// <param name="contours">Closed polygons, in pixels.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    public static double[] Of(IReadOnlyList<Point[]> contours, int width, int height)
    {
        List<(double X, int Turn)>[] crossings = [.. Enumerable.Range(0, height * LinesPerPixel).Select(_ => new List<(double X, int Turn)>())];
        foreach (Point[] contour in contours)
        {
            for (int i = 0; i < contour.Length; i++)
            {
                Cross(crossings, contour[i], contour[(i + 1) % contour.Length]);
            }
        }

        double[] covered = new double[width * height];
        for (int line = 0; line < crossings.Length; line++)
        {
            Fill(covered.AsSpan(line / LinesPerPixel * width, width), crossings[line]);
        }

        return covered;
    }

    private static void Cross(List<(double X, int Turn)>[] crossings, Point from, Point to)
    {
        int turn = from.Y < to.Y ? 1 : -1;
        (Point upper, Point lower) = turn > 0 ? (from, to) : (to, from);
        int first = Math.Max(0, (int)Math.Ceiling((upper.Y * LinesPerPixel) - 0.5));
        int last = Math.Min(crossings.Length, (int)Math.Ceiling((lower.Y * LinesPerPixel) - 0.5));
        for (int line = first; line < last; line++)
        {
            double y = (line + 0.5) / LinesPerPixel;
            crossings[line].Add((upper.X + ((lower.X - upper.X) * (y - upper.Y) / (lower.Y - upper.Y)), turn));
        }
    }

    private static void Fill(Span<double> pixels, List<(double X, int Turn)> crossings)
    {
        crossings.Sort();
        int winding = 0;
        for (int i = 0; i + 1 < crossings.Count; i++)
        {
            winding += crossings[i].Turn;
            if (winding != 0)
            {
                Add(pixels, crossings[i].X, crossings[i + 1].X);
            }
        }
    }

    private static void Add(Span<double> pixels, double from, double to)
    {
        (from, to) = (Math.Clamp(from, 0, pixels.Length), Math.Clamp(to, 0, pixels.Length));
        for (int x = (int)from; x < to; x++)
        {
            pixels[x] += (Math.Min(to, x + 1) - Math.Max(from, x)) / LinesPerPixel;
        }
    }
}
