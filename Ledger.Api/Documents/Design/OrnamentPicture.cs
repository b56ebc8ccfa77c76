using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Design;

/// <summary>The ornament above the name of a licence: an open blossom in a ring of pearls. It is nobody's emblem.</summary>
internal static class OrnamentPicture
{
    private const int Petals = 8;
    private const int Pearls = 32;

    /// <summary>Draws it around a point.</summary>
    public static void Draw(Canvas canvas, Point middle, double radius, Palette palette)
    {
        canvas.Fill(Outline.Circle(middle.X, middle.Y, radius), palette.Paper);
        canvas.Stroke(Outline.Circle(middle.X, middle.Y, radius), 1.1, palette.Line);
        canvas.Stroke(Outline.Circle(middle.X, middle.Y, radius * 0.84), 0.5, palette.Line);
        Outline pearls = new();
        for (int i = 0; i < Pearls; i++)
        {
            double angle = 2 * Math.PI * i / Pearls;
            pearls.Add(Outline.Circle(
                middle.X + (radius * 0.92 * Math.Cos(angle)), middle.Y + (radius * 0.92 * Math.Sin(angle)), radius * 0.035));
        }

        canvas.Fill(pearls, palette.Line);
        canvas.Fill(Blossom(middle, radius * 0.80, 0.30, 0), palette.Pale);
        canvas.Stroke(Blossom(middle, radius * 0.80, 0.30, 0), 0.6, palette.Line);
        canvas.Fill(Blossom(middle, radius * 0.56, 0.34, Math.PI / Petals), palette.Title with { Opacity = 0.85 });
        canvas.Stroke(Blossom(middle, radius * 0.56, 0.34, Math.PI / Petals), 0.4, palette.Paper);
        canvas.Fill(Outline.Circle(middle.X, middle.Y, radius * 0.15), palette.Paper);
        canvas.Fill(Outline.Circle(middle.X, middle.Y, radius * 0.10), palette.Line);
    }

    /// <summary>Petals around a point: each a leaf with its tip outside.</summary>
    private static Outline Blossom(Point middle, double length, double breadth, double turn)
    {
        Outline blossom = new();
        for (int i = 0; i < Petals; i++)
        {
            double angle = turn + (2 * Math.PI * i / Petals);
            Point At(double along, double aside) => new(
                middle.X + (along * Math.Cos(angle)) - (aside * Math.Sin(angle)), middle.Y + (along * Math.Sin(angle)) + (aside * Math.Cos(angle)));
            double wide = length * breadth;
            blossom.MoveTo(At(length * 0.14, 0))
                .CurveTo(At(length * 0.35, wide), At(length * 0.75, wide), At(length, 0))
                .CurveTo(At(length * 0.75, -wide), At(length * 0.35, -wide), At(length * 0.14, 0))
                .Close();
        }

        return blossom;
    }
}
