using System.Numerics;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Tests.Documents.Drawing;

public sealed class StraighteningTests
{
    [Theory]
    [InlineData(0.5, 40)]
    [InlineData(0.05, 130)]
    public void A_circle_becomes_few_lines_none_of_which_leaves_it(double tolerance, int most)
    {
        Outline lines = Outline.Circle(100, 50, 30).Straightened(tolerance);
        Assert.InRange(lines.Steps.Count, 6, most);
        Point[] corners = [.. lines.Steps.Where(step => step.Verb is not OutlineVerb.Close).Select(step => step.End)];
        for (int i = 0; i < corners.Length; i++)
        {
            Point next = corners[(i + 1) % corners.Length];
            Point middle = new((corners[i].X + next.X) / 2, (corners[i].Y + next.Y) / 2);
            double radius = Math.Sqrt(Math.Pow(middle.X - 100, 2) + Math.Pow(middle.Y - 50, 2));
            Assert.InRange(radius, 30 - tolerance, 30.02);
        }
    }

    [Fact]
    public void What_is_straight_keeps_its_corners_and_loses_what_lies_between_them()
    {
        Outline square = Outline.Polygon([new(0, 0), new(5, 0), new(10, 0), new(10, 10), new(4, 10), new(0, 10)]);
        OutlineStep[] steps = [.. square.Add(Outline.Rectangle(20, 20, 5, 5)).Straightened(0.01).Steps];
        Assert.Equal(10, steps.Length);
        Assert.Equal(
            [new(0, 0), new(10, 0), new(10, 10), new(0, 10)], steps[..4].Select(step => step.End));
        Assert.Equal(OutlineVerb.Close, steps[4].Verb);
        Assert.Equal(new Point(20, 20), steps[5].End);
    }

    [Fact]
    public void A_shape_without_extent_disappears()
    {
        Assert.Empty(new Outline().Straightened(0.1).Steps);
        Assert.Empty(new Outline().MoveTo(new(1, 1)).Close().Straightened(0.1).Steps);
        Assert.Equal(2, Outline.Circle(0, 0, 1).Transform(Matrix3x2.Identity).First(2).Steps.Count);
    }
}
