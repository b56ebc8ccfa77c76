using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Svg;

/// <summary>Writes an outline as path data (SVG 1.1, 8.3).</summary>
internal static class SvgPath
{
    /// <summary>Appends the data.</summary>
    public static StringBuilder Append(StringBuilder text, Outline outline)
    {
        foreach (OutlineStep step in outline.Steps)
        {
            _ = step.Verb switch
            {
                OutlineVerb.Move => Append(text.Append('M'), step.End),
                OutlineVerb.Line => Append(text.Append('L'), step.End),
                OutlineVerb.Curve => Append(Append(Append(text.Append('C'), step.Control1).Append(' '), step.Control2).Append(' '), step.End),
                _ => text.Append('Z'),
            };
        }

        return text;
    }

    /// <summary>A length, to a hundredth of a point: less than any screen shows.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static StringBuilder Append(StringBuilder text, Point point) => text.Append(Number(point.X)).Append(' ').Append(Number(point.Y));
}
