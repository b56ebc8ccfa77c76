using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Ofd;

/// <summary>An outline as a path object (GB/T 33190-2016, 9.1), in a box that just holds it: programs clip at the box.</summary>
/// <param name="outline">The outline, in points.</param>
/// <param name="lineWidth">Width of the line in millimetres, 0 for none.</param>
internal sealed class OfdPath(Outline outline, double lineWidth)
{
    /// <summary>The longest a corner of two lines may stick out, as many times the line's width (the format's default).</summary>
    private const double MitreLimit = 3.528;

    /// <summary>Writes the object; none for an outline without steps.</summary>
    /// <param name="content">Where to.</param>
    /// <param name="id">The object's number.</param>
    /// <param name="attributes">Attributes besides number and box, each after a space.</param>
    /// <param name="colour">The colour's element.</param>
    public void Write(StringBuilder content, int id, string attributes, string colour)
    {
        Point[] points = [.. outline.Steps.SelectMany(PointsOf)];
        if (points.Length == 0)
        {
            return;
        }

        double margin = lineWidth * MitreLimit / 2;
        double left = OfdText.Millimetres(points.Min(point => point.X)) - margin;
        double top = OfdText.Millimetres(points.Min(point => point.Y)) - margin;
        double width = OfdText.Millimetres(points.Max(point => point.X)) + margin - left;
        double height = OfdText.Millimetres(points.Max(point => point.Y)) + margin - top;
        (left, top) = (Math.Round(left, 3), Math.Round(top, 3));
        content.Append(
            CultureInfo.InvariantCulture,
            $"<ofd:PathObject ID=\"{id}\" Boundary=\"{OfdText.Box(left, top, width, height)}\"{attributes}>{colour}<ofd:AbbreviatedData>");
        foreach (OutlineStep step in outline.Steps)
        {
            content.Append(step.Verb switch
            {
                OutlineVerb.Move => "M ",
                OutlineVerb.Line => "L ",
                OutlineVerb.Curve => "B ",
                _ => "C ",
            });
            foreach (Point point in PointsOf(step))
            {
                content.Append(OfdText.Number(OfdText.Millimetres(point.X) - left)).Append(' ');
                content.Append(OfdText.Number(OfdText.Millimetres(point.Y) - top)).Append(' ');
            }
        }

        content.Length--;
        content.Append("</ofd:AbbreviatedData></ofd:PathObject>");
    }

    private static Point[] PointsOf(OutlineStep step) => step.Verb switch
    {
        OutlineVerb.Close => [],
        OutlineVerb.Curve => [step.Control1, step.Control2, step.End],
        _ => [step.End],
    };
}
