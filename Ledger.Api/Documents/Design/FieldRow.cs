namespace Ledger.Api.Documents.Design;

/// <summary>One or two fields side by side.</summary>
internal sealed record FieldRow(IReadOnlyList<FieldCell> Cells)
{
    /// <summary>Lines of the tallest cell.</summary>
    public int Lines => Cells.Max(cell => Math.Max(cell.Label.Count, cell.Value.Count));

    /// <summary>
    /// Splits a row that no page has room for: the first lines, and the rest under a label that says it goes on.
    /// </summary>
    public (FieldRow First, FieldRow Remainder) Split(int lines) =>
        (new([.. Cells.Select(cell => cell with { Value = [.. cell.Value.Take(lines)] })]),
            new([.. Cells.Where(cell => cell.Value.Count > lines).Select(cell => cell with
            {
                Value = [.. cell.Value.Skip(lines)],
                Label = [.. cell.Label.Where(line => line != Continued), Continued],
            })]));

    private const string Continued = "（续）";
}
