namespace Ledger.Node.Importing;

/// <summary>Writes CSV as RFC 4180 lays it down.</summary>
internal static class CsvText
{
    /// <summary>One row, ended by CR LF.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    // RFC 4180, 2.6 and 2.7. An empty field is quoted too: a row of one is then no empty row.
    private static string Quoted(string cell) => cell.Length == 0 || cell.AsSpan().IndexOfAny(",\"\r\n") >= 0
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
