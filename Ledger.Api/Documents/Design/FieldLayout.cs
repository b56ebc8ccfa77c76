using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>
/// Arranges fields in rows: two short ones side by side, a long one alone. Labels of a column share one width.
/// </summary>
internal sealed class FieldLayout(FontCatalogue fonts, FieldStyle style, double left, double width)
{
    private const double ColumnGap = 30;

    /// <summary>Longer labels are broken into lines.</summary>
    private const int LongestLabel = 8;

    private double ColumnWidth => (width - ColumnGap) / 2;

    /// <summary>The rows in printed order.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public List<FieldRow> Arrange(IReadOnlyList<LicenceField> fields)
    {
        List<List<LicenceField>> groups = Pair(fields);
        double leftLabels = LabelWidth(groups.Select(group => group[0]));
        double rightLabels = LabelWidth(groups.Where(group => group.Count > 1).Select(group => group[1]));
        List<FieldRow> rows = [];
        foreach (List<LicenceField> group in groups)
        {
            List<FieldCell> cells = [Cell(group[0], left, group.Count > 1 ? ColumnWidth : width, leftLabels)];
            if (group.Count > 1)
            {
                cells.Add(Cell(group[1], left + ColumnWidth + ColumnGap, ColumnWidth, rightLabels));
            }

            rows.Add(new(cells));
        }

        return rows;
    }

    private List<List<LicenceField>> Pair(IReadOnlyList<LicenceField> fields)
    {
        List<List<LicenceField>> groups = [];
        for (int i = 0; i < fields.Count; i++)
        {
            bool pair = i + 1 < fields.Count && IsShort(fields[i]) && IsShort(fields[i + 1]);
            groups.Add(pair ? [fields[i], fields[i + 1]] : [fields[i]]);
            i += pair ? 1 : 0;
        }

        return groups;
    }

    /// <summary>Whether the value fits one line of half the page, whatever its neighbours' labels are.</summary>
    private bool IsShort(LicenceField field) =>
        !field.Value.Contains('\n', StringComparison.Ordinal)
        && fonts.Serif.Measure(field.Value, style.Size)
            <= ColumnWidth - (6 * style.LabelSize) - style.LabelGap;

    private double LabelWidth(IEnumerable<LicenceField> fields) => fields
        .Select(field => Math.Min(fonts.SerifBold.Measure(field.Label, style.LabelSize), LongestLabel * style.LabelSize))
        .DefaultIfEmpty(0)
        .Max();

    private FieldCell Cell(LicenceField field, double x, double cellWidth, double labelWidth)
    {
        double valueX = x + labelWidth + style.LabelGap;
        double valueWidth = x + cellWidth - valueX;
        return new(
            TextLines.Break(LabelLines(field.Label, labelWidth), fonts.SerifBold, style.LabelSize, labelWidth + 0.01),
            TextLines.Break(field.Value, fonts.Serif, style.Size, valueWidth),
            x,
            labelWidth,
            valueX,
            valueWidth);
    }

    /// <summary>A label that needs two lines begins the second with what it says in brackets.</summary>
    private string LabelLines(string label, double labelWidth)
    {
        bool fits = fonts.SerifBold.Measure(label, style.LabelSize) <= labelWidth + 0.01;
        int bracket = label.IndexOf('（', StringComparison.Ordinal);
        return fits || bracket <= 0 ? label : label.Insert(bracket, "\n");
    }
}
