namespace Ledger.Node.Importing;

/// <summary>What a CSV file may have at most; all lengths in UTF-16 units.</summary>
/// <param name="Fields">Fields of a row.</param>
/// <param name="FieldLength">Length of a field without its quotation marks.</param>
/// <param name="RowLength">Length of all fields of a row together.</param>
internal sealed record CsvLimits(int Fields = 200, int FieldLength = 16_384, int RowLength = 65_536);
