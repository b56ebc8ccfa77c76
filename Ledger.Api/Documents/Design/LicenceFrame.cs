using System.Numerics;
using Ledger.Api.Documents.Drawing;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>The page of a licence before anything is written on it: paper, guilloche ground and border.</summary>
internal sealed class LicenceFrame(Canvas canvas, LookGeometry geometry, Palette palette)
{
    private const double Outer = 24;
    private const double Inner = 46;
    private const double Between = (Outer + 4 + Inner - 2.5) / 2;
    private const double CardCorner = 14;
    private const double Swing = 5.2;
    private const double BraidWidth = 0.55;

    private double Width => geometry.Width;

    private double Height => geometry.Height;

    /// <summary>Starts the first page.</summary>
    public void DrawFirst(LicenceLook look)
    {
        canvas.NewPage(Width, Height);
        canvas.Backdrop((look, Width, geometry.Body.Top, palette), () => DrawGround(look));
    }

    /// <summary>Starts a further page.</summary>
    public void DrawFurther()
    {
        canvas.NewPage(Width, Height);
        canvas.Backdrop((nameof(DrawFurther), Width, palette), () =>
        {
            DrawPaper();
            DrawPlainBorder();
        });
    }

    private void DrawGround(LicenceLook look)
    {
        DrawPaper();
        switch (look)
        {
            case LicenceLook.Booklet:
                DrawRosette(new(Width * 0.265, Height * 0.52), 74, 1.1, 1.1);
                DrawRosette(new(Width * 0.735, Height * 0.47), 84, 1.1, 1.1);
                DrawPlainBorder();
                DrawFold();
                break;
            case LicenceLook.Card:
                DrawPlainBorder();
                DrawCard(geometry.Card!.Value);
                break;
            default:
                DrawRosette(new(Width / 2, (geometry.Body.Top + geometry.Body.Bottom) / 2), 96, Width > Height ? 1.75 : 1.15, Width > Height ? 0.86 : 1.15);
                DrawOrnateBorder();
                break;
        }
    }

    private void DrawPaper() => canvas.Fill(Outline.Rectangle(0, 0, Width, Height), palette.Paper);

    private Outline Inset(double distance) =>
        Outline.Rectangle(distance, distance, Width - (2 * distance), Height - (2 * distance));

    private void DrawPlainBorder()
    {
        canvas.Stroke(Inset(34), 1.6, palette.Line);
        canvas.Stroke(Inset(38.5), 0.5, palette.Line);
    }

    private void DrawOrnateBorder()
    {
        canvas.Stroke(Inset(Outer), 2.4, palette.Line);
        canvas.Stroke(Inset(Outer + 4), 0.6, palette.Line);
        canvas.Stroke(Inset(Inner - 2.5), 0.6, palette.Line);
        canvas.Stroke(Inset(Inner), 1.3, palette.Line);
        DrawBraids();
        DrawCorners();
    }

    /// <summary>The middle of an open booklet.</summary>
    private void DrawFold()
    {
        double middle = Width / 2;
        for (int i = 0; i < 4; i++)
        {
            double away = 1.5 + (i * 2.4);
            canvas.Stroke(Outline.Line(middle - away, 39, middle - away, Height - 39), 0.7 - (0.15 * i), palette.Pale);
            canvas.Stroke(Outline.Line(middle + away, 39, middle + away, Height - 39), 0.7 - (0.15 * i), palette.Pale);
        }

        canvas.Stroke(Outline.Line(middle, 39, middle, Height - 39), 0.4, palette.Line);
    }

    private void DrawCard(Area card)
    {
        Outline shape = Outline.RoundedRectangle(card.Left, card.Top, card.Width, card.Height, CardCorner);
        canvas.Fill(Outline.RoundedRectangle(card.Left + 2.5, card.Top + 3, card.Width, card.Height, CardCorner), palette.Pale);
        canvas.Fill(shape, palette.Paper);
        canvas.Fill(Outline.RoundedTop(card.Left, card.Top, card.Width, 62, CardCorner), palette.Pale);
        Span<Point> points = stackalloc Point[16];
        for (int line = 0; line < 16; line++)
        {
            for (int i = 0; i < points.Length; i++)
            {
                double along = i / (points.Length - 1.0);
                points[i] = new(
                    card.Left + 4 + (along * (card.Width - 8)),
                    card.Top + 84 + (line * 10.6) + (9 * Math.Sin((along * 7) + (line * 0.45))));
            }

            canvas.Stroke(Outline.Smooth(points, closed: false), 0.35, palette.Pale);
        }

        canvas.Stroke(shape, 1.1, palette.Line);
    }

    /// <summary>Nested waves around an ellipse: fine lines that a copier smears and a screen shows crisp.</summary>
    private void DrawRosette(Point middle, double inner, double across, double down)
    {
        Span<Point> points = stackalloc Point[48];
        Outline quarter = new();
        for (int curve = 0; curve < 10; curve++)
        {
            // Each ring twice, twisted one way and the other, so that the two families weave.
            int ring = curve / 2;
            double twist = (curve % 2 == 0 ? 1 : -1) * ring * Math.PI / 5;
            for (int i = 0; i < points.Length; i++)
            {
                double angle = 2 * Math.PI * i / points.Length;
                double radius = inner + (14 * ring) + (11 * Math.Cos((12 * angle) + twist));
                points[i] = new(across * radius * Math.Cos(angle), down * radius * Math.Sin(angle));
            }

            quarter.Add(Outline.Smooth(points, closed: true).First(1 + (points.Length / 4)));
        }

        // In the mirror the two families of each ring are each other: four quarters are the whole.
        Matrix3x2 there = Matrix3x2.CreateTranslation((float)middle.X, (float)middle.Y);
        canvas.Stroke(
            quarter,
            [there, Matrix3x2.CreateScale(-1, 1) * there, Matrix3x2.CreateScale(-1) * there, Matrix3x2.CreateScale(1, -1) * there],
            0.4,
            palette.Pale);
    }

    private void DrawBraids()
    {
        const double Corner = Between + 9;
        (Outline across, float unit) = Wave(Width - (2 * Corner));
        canvas.Stroke(
            across,
            [.. Sides(Height).Select(side => new Matrix3x2(unit, 0, 0, side.Mirror * unit, (float)Corner, side.Middle))],
            BraidWidth,
            palette.Line);
        (Outline down, unit) = Wave(Height - (2 * Corner));
        canvas.Stroke(
            down,
            [.. Sides(Width).Select(side => new Matrix3x2(0, unit, side.Mirror * unit, 0, side.Middle, (float)Corner))],
            BraidWidth,
            palette.Line);
    }

    /// <summary>Two waves weave on either side of the page, one the mirror of the other.</summary>
    private static IEnumerable<(float Middle, int Mirror)> Sides(double extent) =>
        from middle in new[] { Between, extent - Between }
        from mirror in new[] { 1, -1 }
        select ((float)middle, mirror);

    /// <summary>A wave from the origin to the right in a measure of its own, in which all its numbers are short: from crest to trough it is ten.</summary>
    private static (Outline Wave, float Unit) Wave(double length)
    {
        int halves = 2 * (int)Math.Round(length / 26);
        double unit = length / (10 * halves);
        double swing = Swing / unit;
        Outline wave = new();
        wave.MoveTo(new(0, swing));
        for (int i = 0; i < halves; i++)
        {
            // From crest to trough: level at both ends, as a cosine is.
            double side = i % 2 == 0 ? swing : -swing;
            wave.CurveTo(new((10 * i) + 3.642, side), new((10 * i) + 6.358, -side), new(10 * (i + 1), -side));
        }

        return (wave, (float)unit);
    }

    private void DrawCorners()
    {
        foreach (double x in new[] { Between, Width - Between })
        {
            foreach (double y in new[] { Between, Height - Between })
            {
                canvas.Fill(Outline.Rectangle(x - 9, y - 9, 18, 18), palette.Paper);
                canvas.Stroke(Outline.Rectangle(x - 8, y - 8, 16, 16), 0.7, palette.Line);
                DrawBlossom(x, y);
            }
        }
    }

    private void DrawBlossom(double x, double y)
    {
        Span<Point> points = stackalloc Point[32];
        for (int i = 0; i < points.Length; i++)
        {
            double angle = 2 * Math.PI * i / points.Length;
            double radius = 4.6 + (1.6 * Math.Cos(8 * angle));
            points[i] = new(x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle)));
        }

        canvas.Stroke(Outline.Smooth(points, closed: true), 0.6, palette.Line);
        canvas.Fill(Outline.Circle(x, y, 1.6), palette.Line);
    }
}
