using System.Numerics;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Raster;

/// <summary>One page of one colour as pixels: how much ink lies on each. Whatever colour is drawn with, only its opacity counts.</summary>
/// <param name="pixelsPerPoint">How finely it is drawn.</param>
internal sealed class RasterCanvas(double pixelsPerPoint) : Canvas
{
    private const int LinesPerCurve = 16;

    private double[] _ink = [];

    /// <summary>Pixels across.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels down.</summary>
    public int Height { get; private set; }

    /// <summary>Ink on each pixel, 0 to 1, line by line from the top left corner.</summary>
    public IReadOnlyList<double> InkOfPixels => _ink;

    public override void NewPage(double width, double height)
    {
        (Width, Height) = ((int)Math.Ceiling(width * pixelsPerPoint), (int)Math.Ceiling(height * pixelsPerPoint));
        _ink = new double[Width * Height];
    }

    public override void Open(Role role, string? alternative = null)
    {
        // Pixels have no structure.
    }

    public override void Close()
    {
        // As above.
    }

    public override void Fill(Outline outline, Ink ink) => Lay([.. Contours(outline).Select(points => points.ToArray())], ink.Opacity);

    /// <summary>Each straight piece as a rectangle; at corners nothing is added, which smooth curves do not need.</summary>
    public override void Stroke(Outline outline, double width, Ink ink) => Lay(
        [.. Contours(outline).SelectMany(points => points.Zip(points.Skip(1)).Select(line => Band(line.First, line.Second, width * pixelsPerPoint)))],
        ink.Opacity);

    public override void Glyphs(GlyphRun run, Ink ink)
    {
        double x = run.Origin.X;
        float scale = (float)(run.Size / run.Font.UnitsPerEm);
        Outline line = new();
        foreach (System.Text.Rune rune in run.Characters)
        {
            Matrix3x2 place = Matrix3x2.CreateScale(scale, -scale) * Matrix3x2.CreateTranslation((float)x, (float)run.Origin.Y);
            line.Add(GlyphOutline.Of(run.Font, run.Font.Glyph(rune)).Transform(place));
            x += run.Font.Width(rune, run.Size) + run.Spacing;
        }

        Fill(line, ink);
    }

    /// <exception cref="NotSupportedException">Always: what is drawn here is of one colour.</exception>
    public override void Photo(JpegPhoto photo, double x, double y, double width, double height) =>
        throw new NotSupportedException("A photograph has more than one colour.");

    private static Point[] Band(Point from, Point to, double width)
    {
        double length = Math.Max(1e-9, double.Hypot(to.X - from.X, to.Y - from.Y));
        (double x, double y) = (-(to.Y - from.Y) / length * width / 2, (to.X - from.X) / length * width / 2);
        return
        [
            new(from.X + x, from.Y + y), new(to.X + x, to.Y + y), new(to.X - x, to.Y - y), new(from.X - x, from.Y - y), new(from.X + x, from.Y + y),
        ];
    }

    private void Lay(List<Point[]> contours, double opacity)
    {
        double[] covered = Coverage.Of(contours, Width, Height);
        for (int i = 0; i < covered.Length; i++)
        {
            _ink[i] = 1 - ((1 - _ink[i]) * (1 - (covered[i] * opacity)));
        }
    }

    /// <summary>The contours in pixels, curves as short lines, each closed.</summary>
    private List<List<Point>> Contours(Outline outline)
    {
        List<List<Point>> contours = [];
        foreach (OutlineStep step in outline.Steps)
        {
            Point end = new(step.End.X * pixelsPerPoint, step.End.Y * pixelsPerPoint);
            switch (step.Verb)
            {
                case OutlineVerb.Move:
                    contours.Add([end]);
                    break;
                case OutlineVerb.Line:
                    contours[^1].Add(end);
                    break;
                case OutlineVerb.Curve:
                    contours[^1].AddRange(Curve(contours[^1][^1], step, end));
                    break;
                default:
                    contours[^1].Add(contours[^1][0]);
                    break;
            }
        }

        return contours;
    }

    private IEnumerable<Point> Curve(Point from, OutlineStep step, Point end)
    {
        for (int i = 1; i <= LinesPerCurve; i++)
        {
            double t = (double)i / LinesPerCurve;
            double s = 1 - t;
            (double a, double b, double c, double d) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t);
            yield return new(
                (a * from.X) + (((b * step.Control1.X) + (c * step.Control2.X)) * pixelsPerPoint) + (d * end.X),
                (a * from.Y) + (((b * step.Control1.Y) + (c * step.Control2.Y)) * pixelsPerPoint) + (d * end.Y));
        }
    }
}
