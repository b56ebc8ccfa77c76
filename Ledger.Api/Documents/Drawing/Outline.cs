using System.Numerics;

namespace Ledger.Api.Documents.Drawing;

/// <summary>Lines and curves to fill or stroke. Filling counts windings (nonzero rule).</summary>
internal sealed class Outline
{
    /// <summary>Length of the two arms of a Bézier curve that draws a quarter of a unit circle.</summary>
    private const double QuarterArm = 0.5522847498;

    private readonly List<OutlineStep> _steps = [];

    public IReadOnlyList<OutlineStep> Steps => _steps;

    public static Outline Rectangle(double x, double y, double width, double height) =>
        Polygon([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)]);

    public static Outline Line(double x1, double y1, double x2, double y2) =>
        new Outline().MoveTo(new(x1, y1)).LineTo(new(x2, y2));

    public static Outline Circle(double x, double y, double radius)
    {
        double arm = QuarterArm * radius;
        return new Outline()
            .MoveTo(new(x + radius, y))
            .CurveTo(new(x + radius, y + arm), new(x + arm, y + radius), new(x, y + radius))
            .CurveTo(new(x - arm, y + radius), new(x - radius, y + arm), new(x - radius, y))
            .CurveTo(new(x - radius, y - arm), new(x - arm, y - radius), new(x, y - radius))
            .CurveTo(new(x + arm, y - radius), new(x + radius, y - arm), new(x + radius, y))
            .Close();
    }

    /// <summary>A rectangle with round corners.</summary>
    public static Outline RoundedRectangle(double x, double y, double width, double height, double radius)
    {
        double arm = radius * (1 - QuarterArm);
        (double right, double bottom) = (x + width, y + height);
        return RoundedUpTo(x, y, right, radius, arm)
            .LineTo(new(right, bottom - radius))
            .CurveTo(new(right, bottom - arm), new(right - arm, bottom), new(right - radius, bottom))
            .LineTo(new(x + radius, bottom))
            .CurveTo(new(x + arm, bottom), new(x, bottom - arm), new(x, bottom - radius))
            .Close();
    }

    /// <summary>A rectangle whose upper corners are round.</summary>
    public static Outline RoundedTop(double x, double y, double width, double height, double radius) =>
        RoundedUpTo(x, y, x + width, radius, radius * (1 - QuarterArm))
            .LineTo(new(x + width, y + height)).LineTo(new(x, y + height)).Close();

    private static Outline RoundedUpTo(double x, double y, double right, double radius, double arm) => new Outline()
        .MoveTo(new(x, y + radius))
        .CurveTo(new(x, y + arm), new(x + arm, y), new(x + radius, y))
        .LineTo(new(right - radius, y))
        .CurveTo(new(right - arm, y), new(right, y + arm), new(right, y + radius));

    public static Outline Polygon(ReadOnlySpan<Point> corners)
    {
        Outline outline = new();
        outline.MoveTo(corners[0]);
        foreach (Point corner in corners[1..])
        {
            outline.LineTo(corner);
        }

        return outline.Close();
    }

    /// <summary>A five-pointed star, one point upwards.</summary>
    public static Outline Star(double x, double y, double radius)
    {
        // The inner corners of a regular pentagram lie at 1/φ² of the radius.
        const double Inner = 0.381966;
        Span<Point> corners = stackalloc Point[10];
        for (int i = 0; i < corners.Length; i++)
        {
            double angle = (i * Math.PI / 5) - (Math.PI / 2);
            double length = i % 2 == 0 ? radius : radius * Inner;
            corners[i] = new(x + (length * Math.Cos(angle)), y + (length * Math.Sin(angle)));
        }

        return Polygon(corners);
    }

    /// <summary>A smooth curve through all points (Catmull-Rom), closed or open.</summary>
    public static Outline Smooth(ReadOnlySpan<Point> points, bool closed)
    {
        Outline outline = new();
        outline.MoveTo(points[0]);
        int count = points.Length;
        int segments = closed ? count : count - 1;
        for (int i = 0; i < segments; i++)
        {
            Point from = points[i];
            Point to = points[(i + 1) % count];
            Point before = closed ? points[(i + count - 1) % count] : points[Math.Max(0, i - 1)];
            Point after = closed ? points[(i + 2) % count] : points[Math.Min(count - 1, i + 2)];
            outline.CurveTo(
                new(from.X + ((to.X - before.X) / 6), from.Y + ((to.Y - before.Y) / 6)),
                new(to.X - ((after.X - from.X) / 6), to.Y - ((after.Y - from.Y) / 6)),
                to);
        }

        return closed ? outline.Close() : outline;
    }

    public Outline MoveTo(Point end) => Add(OutlineVerb.Move, default, default, end);

    public Outline LineTo(Point end) => Add(OutlineVerb.Line, default, default, end);

    public Outline CurveTo(Point control1, Point control2, Point end) => Add(OutlineVerb.Curve, control1, control2, end);

    public Outline Close() => Add(OutlineVerb.Close, default, default, default);

    /// <summary>Adds all contours of another outline.</summary>
    public Outline Add(Outline other)
    {
        _steps.AddRange(other._steps);
        return this;
    }

    /// <summary>The same shape moved, scaled or turned.</summary>
    public Outline Transform(Matrix3x2 matrix)
    {
        Outline result = new();
        foreach (OutlineStep step in _steps)
        {
            result.Add(
                step.Verb,
                Transform(step.Control1, matrix),
                Transform(step.Control2, matrix),
                Transform(step.End, matrix));
        }

        return result;
    }

    /// <summary>The same shape with every point at the nearest whole numbers.</summary>
    public Outline Rounded()
    {
        Outline result = new();
        foreach (OutlineStep step in _steps)
        {
            result.Add(step.Verb, Rounded(step.Control1), Rounded(step.Control2), Rounded(step.End));
        }

        return result;
    }

    /// <summary>The beginning of the same outline.</summary>
    public Outline First(int steps)
    {
        Outline result = new();
        result._steps.AddRange(_steps.Take(steps));
        return result;
    }

    private static Point Rounded(Point point) => new(Math.Round(point.X), Math.Round(point.Y));

    private static Point Transform(Point point, Matrix3x2 m) => new(
        (point.X * m.M11) + (point.Y * m.M21) + m.M31,
        (point.X * m.M12) + (point.Y * m.M22) + m.M32);

    private Outline Add(OutlineVerb verb, Point control1, Point control2, Point end)
    {
        _steps.Add(new(verb, control1, control2, end));
        return this;
    }
}
