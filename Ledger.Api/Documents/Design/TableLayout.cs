using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>Arranges a table: its columns as wide as what stands in them asks for, and none too narrow to read.</summary>
internal sealed class TableLayout(FontCatalogue fonts, FieldStyle style, double left, double width)
{
    private const double ColumnGap = 12;

    /// <summary>The head and the rows.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public IEnumerable<FieldRow> Arrange(PictureTable table)
    {
        double[] widths = Widths(table);
        yield return new(RowKind.TableHead, [.. table.Columns.Select((column, i) => Cell(
            column.Label, fonts.Serif, style.LabelSize, style.Bilingual ? column.English : null, i, widths))]);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            yield return new(RowKind.TableBody, [.. row.Select((value, i) => Cell(value, fonts.Serif, style.Size, null, i, widths))]);
        }
    }

    /// <summary>What each column would like, scaled to what there is; the longest of a column counts, but not beyond half of the table.</summary>
    private double[] Widths(PictureTable table)
    {
        double room = width - (ColumnGap * (table.Columns.Count - 1));
        double[] wished = [.. table.Columns.Select((column, i) => Math.Min(
            room / 2,
            table.Rows.Select(row => fonts.Serif.Measure(row[i], style.Size))
                .Append(fonts.Serif.Measure(column.Label, style.LabelSize))
                .Append(style.Bilingual ? fonts.Print.Measure(column.English, style.EnglishSize) : 0)
                .Append(4 * style.Size)
                .Max()))];
        double scale = room / wished.Sum();
        return [.. wished.Select(wish => wish * scale)];
    }

    private FieldCell Cell(string text, FontChain chain, double size, string? english, int column, double[] widths)
    {
        double x = left + widths.Take(column).Sum() + (column * ColumnGap);
        return new(
            [],
            english is null ? [] : TextLines.Break(english, fonts.Print, style.EnglishSize, widths[column]),
            TextLines.Break(text, chain, size, widths[column]),
            x, 0, size, x, widths[column]);
    }
}
