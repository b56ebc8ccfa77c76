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
        for (int curve = 0; curve < 10; curve++)
        {
            // Each ring twice, twisted one way and the other, so that the two families weave.
            int ring = curve / 2;
            double twist = (curve % 2 == 0 ? 1 : -1) * ring * Math.PI / 5;
            for (int i = 0; i < points.Length; i++)
            {
                double angle = 2 * Math.PI * i / points.Length;
                double radius = inner + (14 * ring) + (11 * Math.Cos((12 * angle) + twist));
                points[i] = new(middle.X + (across * radius * Math.Cos(angle)), middle.Y + (down * radius * Math.Sin(angle)));
            }

            canvas.Stroke(Outline.Smooth(points, closed: true), 0.4, palette.Pale);
        }
    }

    private void DrawBraids()
    {
        const double Corner = Between + 9;
        foreach (double swing in new[] { 5.2, -5.2 })
        {
            DrawWave(new(Corner, Between), new(Width - Corner, Between), swing);
            DrawWave(new(Corner, Height - Between), new(Width - Corner, Height - Between), swing);
            DrawWave(new(Between, Corner), new(Between, Height - Corner), swing);
            DrawWave(new(Width - Between, Corner), new(Width - Between, Height - Corner), swing);
        }
    }

    private void DrawWave(Point from, Point to, double swing)
    {
        double length = (to.X - from.X) + (to.Y - from.Y);
        bool across = to.Y == from.Y;
        int waves = (int)Math.Round(length / 26);
        double half = length / (2 * waves);
        Point At(double along, double aside) => across ? new(from.X + along, from.Y + aside) : new(from.X + aside, from.Y + along);
        Outline wave = new();
        wave.MoveTo(At(0, swing));
        for (int i = 0; i < 2 * waves; i++)
        {
            // From crest to trough: level at both ends, as a cosine is.
            double side = i % 2 == 0 ? swing : -swing;
            wave.CurveTo(At((i + 0.3642) * half, side), At((i + 0.6358) * half, -side), At((i + 1) * half, -side));
        }

        canvas.Stroke(wave, 0.55, palette.Line);
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
