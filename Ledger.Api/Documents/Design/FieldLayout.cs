using Ledger.Api.Documents.Fonts;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>
/// Arranges fields in rows: two short ones side by side, a long one alone. Labels of a column share one width.
/// </summary>
internal sealed class FieldLayout(FontCatalogue fonts, FieldStyle style, double left, double width)
{
    private const double ColumnGap = 30;

    /// <summary>Longer labels are set smaller, and those that are longer still are broken into lines.</summary>
    private const int LongestLabel = 8;

    /// <summary>Labels are set this much smaller at most before they are broken.</summary>
    private const double LeastScale = 0.72;

    private double ColumnWidth => (width - ColumnGap) / 2;

    /// <summary>The rows in printed order.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public List<FieldRow> Arrange(IReadOnlyList<LicenceField> fields)
    {
        List<List<LicenceField>> groups = style.Ruled ? [.. fields.Select(field => new List<LicenceField> { field })] : Pair(fields);
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

            rows.Add(new(RowKind.Fields, cells));
        }

        return rows;
    }

    /// <summary>The heading of a group.</summary>
    public FieldRow Heading(TemplateText text) => new(RowKind.Heading, [Wide(text)]);

    /// <summary>The rows of a table, its title first.</summary>
    public IEnumerable<FieldRow> Arrange(PictureTable table) =>
        [Heading(table.Title), .. new TableLayout(fonts, style, left, width).Arrange(table)];

    private FieldCell Wide(TemplateText text) => new(
        [],
        [],
        TextLines.Break(style.Bilingual ? $"{text.Label} {text.English}" : text.Label, fonts.Serif, style.LabelSize, width),
        left, 0, style.LabelSize, left, width);

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
        && fonts.Serif.Measure(field.Value, style.Size) <= ColumnWidth - (6 * style.LabelSize) - style.LabelGap
        && fonts.Serif.Measure(field.Label, style.LabelSize) <= ColumnWidth / 2;

    private double LabelWidth(IEnumerable<LicenceField> fields) => fields
        .Select(field => Math.Min(Math.Max(fonts.Serif.Measure(field.Label, style.LabelSize), EnglishWidth(field)), WidestLabel))
        .DefaultIfEmpty(0)
        .Max();

    private double WidestLabel => Math.Min(LongestLabel * style.LabelSize, width / 3);

    private double EnglishWidth(LicenceField field) => style.Bilingual ? fonts.Print.Measure(field.English, style.EnglishSize) : 0;

    private FieldCell Cell(LicenceField field, double x, double cellWidth, double labelWidth)
    {
        double valueX = x + labelWidth + style.LabelGap;
        double valueWidth = x + cellWidth - valueX;
        double natural = fonts.Serif.Measure(field.Label, style.LabelSize);
        double scale = labelWidth / Math.Max(natural, labelWidth);
        double labelSize = style.LabelSize * (scale < LeastScale ? 1 : scale);
        return new(
            TextLines.Break(LabelLines(field.Label, scale >= LeastScale), fonts.Serif, labelSize, labelWidth + 0.01),
            style.Bilingual && field.English.Length > 0 ? TextLines.Break(field.English, fonts.Print, style.EnglishSize, labelWidth + 0.01) : [],
            TextLines.Break(field.Value, fonts.Serif, style.Size, valueWidth),
            x,
            labelWidth,
            labelSize,
            valueX,
            valueWidth);
    }

    /// <summary>A label that needs two lines begins the second with what it says in brackets.</summary>
    private static string LabelLines(string label, bool fits)
    {
        int bracket = label.IndexOf('（', StringComparison.Ordinal);
        return fits || bracket <= 0 ? label : label.Insert(bracket, "\n");
    }
}
