namespace Ledger.Api.Documents.Drawing;

/// <summary>Makes small shapes cheap to carry: fewer points, no curves, and nothing moved so far that anybody could see it.</summary>
internal static class Straightening
{
    private const int MostPieces = 64;

    // A quarter of what is tolerated goes to cutting curves into pieces, the rest to leaving points out.
    private const double ForPieces = 0.25;

    /// <summary>The same closed shapes of as few straight lines as stay this close to them (Ramer, Douglas, Peucker).</summary>
    /// <param name="outline">Shapes to be filled.</param>
    /// <param name="tolerance">The farthest that a line may lie from what it stands for, in points.</param>
    public static Outline Straightened(this Outline outline, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(outline);
        Outline result = new();
        List<Point> contour = [];
        foreach (OutlineStep step in outline.Steps)
        {
            switch (step.Verb)
            {
                case OutlineVerb.Move:
                    AddContour(result, contour, tolerance * (1 - ForPieces));
                    contour = [step.End];
                    break;
                case OutlineVerb.Line:
                    contour.Add(step.End);
                    break;
                case OutlineVerb.Curve:
                    AddCurve(contour, step, tolerance * ForPieces);
                    break;
                default:
                    break;
            }
        }

        AddContour(result, contour, tolerance * (1 - ForPieces));
        return result;
    }

    private static void AddCurve(List<Point> contour, OutlineStep curve, double tolerance)
    {
        Point start = contour[^1];

        // A chord over 1/n of a curve lies at most |B''| / 8n² from it, and B'' is 6 times a second difference of the four points.
        double bend = 6 * Math.Max(Bend(start, curve.Control1, curve.Control2), Bend(curve.Control1, curve.Control2, curve.End));
        int pieces = (int)Math.Clamp(Math.Ceiling(Math.Sqrt(bend / (8 * tolerance))), 1, MostPieces);
        for (int i = 1; i <= pieces; i++)
        {
            double t = (double)i / pieces;
            double u = 1 - t;
            (double a, double b, double c, double d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t);
            contour.Add(new(
                (a * start.X) + (b * curve.Control1.X) + (c * curve.Control2.X) + (d * curve.End.X),
                (a * start.Y) + (b * curve.Control1.Y) + (c * curve.Control2.Y) + (d * curve.End.Y)));
        }
    }

    /// <summary>Splits the contour at the point farthest from its start, so that neither half is one line.</summary>
    private static void AddContour(Outline result, List<Point> contour, double tolerance)
    {
        if (contour.Count < 3)
        {
            return;
        }

        int far = 0;
        for (int i = 1; i < contour.Count; i++)
        {
            far = Distance(contour[i], contour[0]) > Distance(contour[far], contour[0]) ? i : far;
        }

        contour.Add(contour[0]);
        bool[] kept = new bool[contour.Count];
        kept[0] = kept[far] = true;
        Keep(contour, kept, 0, far, tolerance);
        Keep(contour, kept, far, contour.Count - 1, tolerance);
        result.MoveTo(contour[0]);
        for (int i = 1; i < contour.Count - 1; i++)
        {
            if (kept[i])
            {
                result.LineTo(contour[i]);
            }
        }

        result.Close();
    }

    private static void Keep(List<Point> points, bool[] kept, int from, int to, double tolerance)
    {
        Stack<(int From, int To)> open = new([(from, to)]);
        while (open.TryPop(out (int From, int To) part))
        {
            int farthest = part.From;
            double most = tolerance;
            for (int i = part.From + 1; i < part.To; i++)
            {
                double distance = Distance(points[i], points[part.From], points[part.To]);
                (farthest, most) = distance > most ? (i, distance) : (farthest, most);
            }

            if (farthest > part.From)
            {
                kept[farthest] = true;
                open.Push((part.From, farthest));
                open.Push((farthest, part.To));
            }
        }
    }

    private static double Bend(Point a, Point b, Point c) => Distance(new(a.X + c.X, a.Y + c.Y), new(2 * b.X, 2 * b.Y));

    private static double Distance(Point a, Point b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    /// <summary>Distance of a point from the line through two others; from the first where they are one.</summary>
    private static double Distance(Point point, Point start, Point end)
    {
        double length = Distance(start, end);
        return length < 1e-9 ? Distance(point, start)
            : Math.Abs(((point.X - start.X) * (end.Y - start.Y)) - ((point.Y - start.Y) * (end.X - start.X))) / length;
    }
}
