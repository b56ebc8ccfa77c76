namespace Ledger.Node.Importing;

/// <summary>A file cannot be read further: where it stopped and why. Never repeats what stands there.</summary>
/// <param name="row">Row of the file, from 1; in a CSV file the row of column names counts.</param>
/// <param name="column">Column of the row, from 1; 0 where the whole row is at fault.</param>
/// <param name="chinese">Why, one whole sentence.</param>
/// <param name="english">The same sentence in English.</param>
internal sealed class ImportFormatException(long row, int column, string chinese, string english)
    : FormatException(english)
{
    /// <summary>Row of the file, from 1.</summary>
    public long Row { get; } = row;

    /// <summary>Column of the row, from 1; 0 where the whole row is at fault.</summary>
    public int Column { get; } = column;

    /// <summary>Why, in Chinese.</summary>
    public string Chinese { get; } = chinese;

    /// <summary>Place and reason as a refusal of the whole file.</summary>
    public LedgerException ToRefusal() => new(
        LedgerError.MalformedBody,
        Column == 0 ? $"文件第 {Row} 行：{Chinese}" : $"文件第 {Row} 行第 {Column} 列：{Chinese}",
        Column == 0 ? $"Row {Row} of the file: {Message}" : $"Row {Row}, column {Column} of the file: {Message}");
}
