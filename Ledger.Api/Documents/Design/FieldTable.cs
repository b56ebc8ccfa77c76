using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>Draws rows of fields one below the other.</summary>
internal sealed class FieldTable(Canvas canvas, FontCatalogue fonts, FieldStyle style)
{
    /// <summary>The height of the rows, gaps between them included.</summary>
    public double Height(IReadOnlyList<FieldRow> rows) =>
        rows.Sum(row => row.Lines * style.LineHeight) + (style.Gap * Math.Max(0, rows.Count - 1));

    /// <summary>
    /// Takes rows off the front of the list until the height is used up, splitting one that would leave a large hole.
    /// </summary>
    public List<FieldRow> Take(List<FieldRow> rows, double height)
    {
        List<FieldRow> taken = [];
        while (rows.Count > 0)
        {
            double room = height - Height(taken) - (taken.Count > 0 ? style.Gap : 0);
            int lines = (int)Math.Floor((room + 0.001) / style.LineHeight);
            if (rows[0].Lines <= lines)
            {
                taken.Add(rows[0]);
                rows.RemoveAt(0);
                continue;
            }

            // A label must not be cut off its value, and one line alone looks like a mistake.
            int least = Math.Max(2, rows[0].Cells.Max(cell => cell.Label.Count));
            if (lines >= least)
            {
                (FieldRow first, FieldRow rest) = rows[0].Split(lines);
                taken.Add(first);
                rows[0] = rest;
            }

            break;
        }

        return taken;
    }

    /// <summary>Draws the rows from <paramref name="top"/> on, with <paramref name="extraGap"/> more between them.</summary>
    public void Draw(IReadOnlyList<FieldRow> rows, double top, double extraGap)
    {
        double y = top;
        canvas.Open(Role.Table);
        foreach (FieldRow row in rows)
        {
            canvas.Open(Role.Row);
            foreach (FieldCell cell in row.Cells)
            {
                DrawLabel(cell, y);
                DrawValue(cell, y);
            }

            canvas.Close();
            y += (row.Lines * style.LineHeight) + style.Gap + extraGap;
        }

        canvas.Close();
    }

    private double Baseline(double top, int line) => top + (line * style.LineHeight) + (style.Size * 1.14);

    private void DrawLabel(FieldCell cell, double top)
    {
        canvas.Open(Role.HeaderCell, string.Concat(cell.Label));
        for (int i = 0; i < cell.Label.Count; i++)
        {
            // A short label is spread over the whole width, so that all values start below one another.
            string line = cell.Label[i];
            double natural = fonts.SerifBold.Measure(line, style.LabelSize);
            int gaps = line.EnumerateRunes().Count() - 1;
            double spacing = gaps > 0 && cell.Label.Count == 1 ? (cell.LabelWidth - natural) / gaps : 0;
            canvas.Text(line, fonts.SerifBold, style.LabelSize, new(cell.X, Baseline(top, i)), Palette.Label, spacing);
        }

        canvas.Close();
    }

    private void DrawValue(FieldCell cell, double top)
    {
        canvas.Open(Role.Cell);
        for (int i = 0; i < cell.Value.Count; i++)
        {
            bool last = i == cell.Value.Count - 1;
            double spacing = last ? 0 : Justify(cell.Value[i], cell.ValueWidth);
            canvas.Text(cell.Value[i], fonts.Serif, style.Size, new(cell.ValueX, Baseline(top, i)), Ink.Text, spacing);
        }

        canvas.Close();
    }

    /// <summary>Spreads what is missing at the end of a full line, unless that would tear the line apart.</summary>
    private double Justify(string line, double width)
    {
        double missing = width - fonts.Serif.Measure(line, style.Size);
        int gaps = line.EnumerateRunes().Count() - 1;
        return gaps > 0 && missing > 0 && missing < 2.5 * style.Size ? missing / gaps : 0;
    }
}
