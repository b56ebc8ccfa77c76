using System.Globalization;
using System.Numerics;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Writes outlines as path operators (ISO 32000-1 §8.5.2), without the one that paints.</summary>
internal static class PdfPath
{
    // A shape of so many steps has details finer than a tenth of a point, and nobody sees where exactly they lie.
    private const int ManySteps = 48;

    /// <summary>Writes an outline.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="outline">The outline.</param>
    /// <param name="height">Height of the page, on which PDF counts upwards; null where a matrix before the path turns it over.</param>
    public static void Append(StringBuilder text, Outline outline, double? height)
    {
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<OutlineStep> steps = outline.Steps;
        int decimals = steps.Count > ManySteps ? 1 : 2;
        for (int i = 0; i < steps.Count; i++)
        {
            OutlineStep step = steps[i];
            switch (step.Verb)
            {
                case OutlineVerb.Move when IsRectangle(steps, i):
                    AppendRectangle(text, step.End, steps[i + 2].End, height);
                    i += 4;
                    break;
                case OutlineVerb.Move:
                    Append(text, step.End, height, decimals);
                    text.Append("m ");
                    break;
                case OutlineVerb.Line:
                    Append(text, step.End, height, decimals);
                    text.Append("l ");
                    break;
                case OutlineVerb.Curve:
                    Append(text, step.Control1, height, decimals);
                    Append(text, step.Control2, height, decimals);
                    Append(text, step.End, height, decimals);
                    text.Append("c ");
                    break;
                default:
                    text.Append("h ");
                    break;
            }
        }
    }

    /// <summary>Writes a point and a blank.</summary>
    public static void Append(StringBuilder text, Point point, double? height, int decimals = 2)
    {
        PdfText.Append(text, point.X, decimals);
        text.Append(' ');
        PdfText.Append(text, Up(point.Y, height), decimals);
        text.Append(' ');
    }

    /// <summary>Writes a change of coordinates (§8.3.4): what follows is placed by a matrix, and turned over onto a page of this height.</summary>
    public static void Append(StringBuilder text, Matrix3x2 place, double height)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Exact(place.M11)} {Exact(-place.M12)} {Exact(place.M21)} {Exact(-place.M22)} {Exact(place.M31)} {Exact(height - place.M32)} cm ");
    }

    /// <summary>More decimals than a place on the page needs: what follows multiplies them.</summary>
    private static string Exact(double value)
    {
        string text = value.ToString("0.######", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>Whether four lines along the axes come next.</summary>
    private static bool IsRectangle(IReadOnlyList<OutlineStep> steps, int i) =>
        i + 4 < steps.Count
        && steps[i + 1] is { Verb: OutlineVerb.Line } right && right.End.Y == steps[i].End.Y
        && steps[i + 2] is { Verb: OutlineVerb.Line } down && down.End.X == right.End.X
        && steps[i + 3] is { Verb: OutlineVerb.Line } left && left.End.Y == down.End.Y && left.End.X == steps[i].End.X
        && steps[i + 4].Verb is OutlineVerb.Close;

    private static void AppendRectangle(StringBuilder text, Point corner, Point opposite, double? height)
    {
        Append(text, corner, height);
        PdfText.Append(text, Math.Round(opposite.X, 2) - Math.Round(corner.X, 2), 2);
        text.Append(' ');
        PdfText.Append(text, Math.Round(Up(opposite.Y, height), 2) - Math.Round(Up(corner.Y, height), 2), 2);
        text.Append(" re ");
    }

    private static double Up(double y, double? height) => height is double top ? top - y : y;
}
