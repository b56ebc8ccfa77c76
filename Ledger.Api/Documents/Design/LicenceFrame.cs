using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Design;

/// <summary>The page of a licence before anything is written on it: paper, guilloche ground and border.</summary>
internal sealed class LicenceFrame(Canvas canvas)
{
    /// <summary>A4 across (ISO 216), in points.</summary>
    public const double Width = 841.89;

    /// <inheritdoc cref="Width"/>
    public const double Height = 595.28;

    /// <summary>Text stays inside this distance from the sides of the page.</summary>
    public const double Margin = 76;

    private const double Outer = 24;
    private const double Inner = 46;

    /// <summary>Starts a page and draws the frame; only the first page has the rosette.</summary>
    public void Draw(bool rosette)
    {
        canvas.NewPage(Width, Height);
        canvas.Fill(Outline.Rectangle(0, 0, Width, Height), Palette.Paper);
        if (rosette)
        {
            DrawRosette(Width / 2, 316);
        }

        canvas.Stroke(Inset(Outer), 2.4, Palette.Gold);
        canvas.Stroke(Inset(Outer + 4), 0.6, Palette.Gold);
        canvas.Stroke(Inset(Inner - 2.5), 0.6, Palette.Gold);
        canvas.Stroke(Inset(Inner), 1.3, Palette.Gold);
        DrawBraids();
        DrawCorners();
    }

    private static Outline Inset(double distance) =>
        Outline.Rectangle(distance, distance, Width - (2 * distance), Height - (2 * distance));

    /// <summary>Nested waves around an ellipse: fine lines that a copier smears and a screen shows crisp.</summary>
    private void DrawRosette(double x, double y)
    {
        Span<Point> points = stackalloc Point[160];
        for (int curve = 0; curve < 14; curve++)
        {
            // Each ring twice, twisted one way and the other, so that the two families weave.
            int ring = curve / 2;
            double twist = (curve % 2 == 0 ? 1 : -1) * ring * Math.PI / 7;
            for (int i = 0; i < points.Length; i++)
            {
                double angle = 2 * Math.PI * i / points.Length;
                double radius = 96 + (11 * ring) + (15 * Math.Cos((16 * angle) + twist));
                points[i] = new(x + (1.75 * radius * Math.Cos(angle)), y + (0.86 * radius * Math.Sin(angle)));
            }

            canvas.Stroke(Outline.Smooth(points, closed: true), 0.4, Palette.PaleGold);
        }
    }

    private void DrawBraids()
    {
        const double Middle = (Outer + 4 + Inner - 2.5) / 2;
        const double Corner = Middle + 9;
        for (int strand = 0; strand < 3; strand++)
        {
            double phase = strand * 2 * Math.PI / 3;
            DrawWave(new(Corner, Middle), new(Width - Corner, Middle), phase);
            DrawWave(new(Corner, Height - Middle), new(Width - Corner, Height - Middle), phase);
            DrawWave(new(Middle, Corner), new(Middle, Height - Corner), phase);
            DrawWave(new(Width - Middle, Corner), new(Width - Middle, Height - Corner), phase);
        }
    }

    private void DrawWave(Point from, Point to, double phase)
    {
        double length = (to.X - from.X) + (to.Y - from.Y);
        bool across = to.Y == from.Y;
        int waves = (int)Math.Round(length / 22);
        Point[] points = new Point[(waves * 8) + 1];
        for (int i = 0; i < points.Length; i++)
        {
            double along = length * i / (points.Length - 1);
            double aside = 5 * Math.Sin((2 * Math.PI * waves * i / (points.Length - 1)) + phase);
            points[i] = across ? new(from.X + along, from.Y + aside) : new(from.X + aside, from.Y + along);
        }

        canvas.Stroke(Outline.Smooth(points, closed: false), 0.55, Palette.Gold);
    }

    private void DrawCorners()
    {
        const double Middle = (Outer + 4 + Inner - 2.5) / 2;
        foreach (double x in new[] { Middle, Width - Middle })
        {
            foreach (double y in new[] { Middle, Height - Middle })
            {
                canvas.Fill(Outline.Rectangle(x - 9, y - 9, 18, 18), Palette.Paper);
                canvas.Stroke(Outline.Rectangle(x - 8, y - 8, 16, 16), 0.7, Palette.Gold);
                DrawBlossom(x, y);
            }
        }
    }

    private void DrawBlossom(double x, double y)
    {
        Span<Point> points = stackalloc Point[48];
        for (int i = 0; i < points.Length; i++)
        {
            double angle = 2 * Math.PI * i / points.Length;
            double radius = 4.6 + (1.6 * Math.Cos(8 * angle));
            points[i] = new(x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle)));
        }

        canvas.Stroke(Outline.Smooth(points, closed: true), 0.6, Palette.Gold);
        canvas.Fill(Outline.Circle(x, y, 1.6), Palette.Gold);
    }
}
