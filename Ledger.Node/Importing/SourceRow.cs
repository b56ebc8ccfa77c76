namespace Ledger.Node.Importing;

/// <summary>One row of a file as it came.</summary>
/// <param name="Number">Its number: the row of the file as it was first sent, from 1.</param>
/// <param name="Cells">The fields of a CSV row, as many as there are columns or not; null for the other formats.</param>
/// <param name="Line">The line of the other formats, a copy; empty for CSV.</param>
internal sealed record SourceRow(long Number, IReadOnlyList<string>? Cells, ReadOnlyMemory<byte> Line);
