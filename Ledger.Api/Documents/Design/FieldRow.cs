namespace Ledger.Api.Documents.Design;

/// <summary>Fields side by side, or a row of a table.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cells">From left to right.</param>
internal sealed record FieldRow(RowKind Kind, IReadOnlyList<FieldCell> Cells)
{
    /// <summary>Whether it says what follows, and must not stand alone at the end of a page.</summary>
    public bool IsHead => Kind is RowKind.Heading or RowKind.TableHead;

    /// <summary>Height of the tallest cell.</summary>
    public double Height(FieldStyle style) => Cells.Max(cell => Math.Max(cell.LabelHeight(style), cell.ValueHeight(style)));

    /// <summary>The fewest lines of the values that may stand before the end of a page: a label must not be cut off, and one line alone looks like a mistake.</summary>
    public int LeastLines(FieldStyle style) =>
        Math.Max(2, (int)Math.Ceiling(Cells.Max(cell => cell.LabelHeight(style)) / style.LineHeight));

    /// <summary>
    /// Splits a row that no page has room for: the first lines, and the rest under a label that says it goes on.
    /// </summary>
    public (FieldRow First, FieldRow Remainder) Split(int lines) =>
        (this with { Cells = [.. Cells.Select(cell => cell with { Value = [.. cell.Value.Take(lines)] })] },
            this with { Cells = [.. Cells.Where(cell => Kind is RowKind.TableBody || cell.Value.Count > lines).Select(cell => Rest(cell, lines))] });

    private static FieldCell Rest(FieldCell cell, int lines) => cell with
    {
        Value = [.. cell.Value.Skip(lines)],
        Label = cell.Label.Count == 0 ? [] : [.. cell.Label.Where(line => line != FieldCell.Continued), FieldCell.Continued],
    };
}
