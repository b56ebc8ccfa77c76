using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>Draws rows of fields one below the other.</summary>
internal sealed class FieldTable(Canvas canvas, FontCatalogue fonts, FieldStyle style, Palette palette)
{
    /// <summary>Whether readers can jump to each field.</summary>
    public bool HasBookmarks { get; init; } = true;

    /// <summary>The height of the rows, gaps between them included.</summary>
    public double Height(IReadOnlyList<FieldRow> rows) =>
        rows.Sum(row => row.Height(style)) + (style.Gap * Math.Max(0, rows.Count - 1));

    /// <summary>
    /// Takes rows off the front of the list until the height is used up, splitting one that would leave a large hole.
    /// </summary>
    public List<FieldRow> Take(List<FieldRow> rows, double height)
    {
        List<FieldRow> taken = [];
        double room = height;
        while (rows.Count > 0)
        {
            if (rows[0].Height(style) <= room + 0.001)
            {
                taken.Add(rows[0]);
                room -= rows[0].Height(style) + style.Gap;
                rows.RemoveAt(0);
                continue;
            }

            int lines = (int)Math.Floor((room + 0.001) / style.LineHeight);
            if (!rows[0].IsHead && lines >= rows[0].LeastLines(style))
            {
                (FieldRow first, FieldRow rest) = rows[0].Split(lines);
                taken.Add(first);
                rows[0] = rest;
            }

            break;
        }

        // What says what follows goes with what follows.
        while (rows.Count > 0 && taken.Count > 1 && taken[^1].IsHead)
        {
            rows.Insert(0, taken[^1]);
            taken.RemoveAt(taken.Count - 1);
        }

        return taken;
    }

    /// <summary>Draws the rows from the top of an area on, with <paramref name="extraGap"/> more between them.</summary>
    public void Draw(IReadOnlyList<FieldRow> rows, Area area, double extraGap)
    {
        double y = area.Top;
        double gap = style.Gap + extraGap;
        canvas.Open(Role.Table);
        foreach (FieldRow row in rows)
        {
            double height = row.Height(style);
            canvas.Open(Role.Row);
            foreach (FieldCell cell in row.Cells)
            {
                Draw(row.Kind, cell, y);
            }

            canvas.Close();
            if (style.Ruled || row.Kind is not RowKind.Fields)
            {
                double below = y + height + (gap * 0.5);
                canvas.Stroke(Outline.Line(area.Left, below, area.Right, below), row.IsHead ? 0.8 : 0.4, palette.Line);
            }

            y += height + gap;
        }

        canvas.Close();
    }

    private double Baseline(double top, int line) => top + (line * style.LineHeight) + (style.Size * 1.14);

    private void Draw(RowKind kind, FieldCell cell, double top)
    {
        if (kind is RowKind.Fields)
        {
            DrawLabel(cell, top);
        }

        if (kind is RowKind.Heading or RowKind.TableHead)
        {
            DrawHead(cell, top);
        }
        else
        {
            DrawValue(cell, top);
        }
    }

    private void DrawHead(FieldCell cell, double top)
    {
        string all = string.Concat(cell.Value) + (cell.English.Count > 0 ? $" {string.Join(' ', cell.English)}" : "");
        canvas.Open(Role.HeaderCell, all);
        for (int i = 0; i < cell.Value.Count; i++)
        {
            canvas.Text(cell.Value[i], fonts.Serif, style.LabelSize, new(cell.ValueX, Baseline(top, i)), palette.Label);
        }

        DrawEnglish(cell, cell.ValueX, top + (cell.Value.Count * style.LineHeight));
        canvas.Close();
    }

    private void DrawLabel(FieldCell cell, double top)
    {
        string all = string.Concat(cell.Label);
        if (HasBookmarks && !cell.Label.Contains(FieldCell.Continued))
        {
            canvas.Bookmark(all, top);
        }

        canvas.Open(Role.HeaderCell, all + (cell.English.Count > 0 ? $" {string.Join(' ', cell.English)}" : ""));
        for (int i = 0; i < cell.Label.Count; i++)
        {
            // A short label is spread over the whole width, so that all values start below one another.
            string line = cell.Label[i];
            double natural = fonts.Serif.Measure(line, cell.LabelSize);
            int gaps = line.EnumerateRunes().Count() - 1;
            double spacing = gaps > 0 && cell.Label.Count == 1 && !style.Bilingual ? (cell.LabelWidth - natural) / gaps : 0;
            canvas.Text(line, fonts.Serif, cell.LabelSize, new(cell.X, Baseline(top, i)), palette.Label, spacing);
        }

        DrawEnglish(cell, cell.X, top + (cell.Label.Count * style.LineHeight));
        canvas.Close();
    }

    private void DrawEnglish(FieldCell cell, double x, double top)
    {
        double y = top + (style.EnglishSize * 0.75);
        foreach (string line in cell.English)
        {
            canvas.Text(line, fonts.Print, style.EnglishSize, new(x, y), palette.Label);
            y += style.EnglishLineHeight;
        }
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
