namespace Ledger.Node.Importing;

/// <summary>A row that stands refused.</summary>
/// <param name="Source">The row as it came.</param>
/// <param name="Serial">流水号, where the row has one that could be printed in an identifier; otherwise empty.</param>
/// <param name="Refusals">Why, at least one.</param>
internal sealed record RefusedImportRow(SourceRow Source, string Serial, IReadOnlyList<FieldRefusal> Refusals)
{
    /// <summary>The row as it is sealed.</summary>
    public static RefusedRow ToStored(ImportedRow row, IReadOnlyList<FieldRefusal> refusals)
    {
        RefusedRow stored = new()
        {
            Line = Google.Protobuf.ByteString.CopyFrom(row.Source.Line.Span),
            Serial = IsSerial(row.Serial) ? row.Serial : "",
        };
        stored.Cells.AddRange(row.Source.Cells ?? []);
        stored.Refusals.AddRange(refusals.Take(ImportLimits.RefusalsOfRow).Select(refusal => new RowRefusal
        {
            Field = refusal.Field,
            Code = refusal.Error.Code(),
            Chinese = refusal.Chinese,
            English = refusal.English,
        }));
        return stored;
    }

    /// <summary>The row of what was sealed.</summary>
    public static RefusedImportRow Of(long number, RefusedRow stored, ImportFormat format) => new(
        new SourceRow(number, format == ImportFormat.Csv ? stored.Cells : null, stored.Line.Memory),
        stored.Serial,
        [.. stored.Refusals.Select(refusal => new FieldRefusal(refusal.Field, ErrorOf(refusal.Code), refusal.Chinese, refusal.English))]);

    // Anything else may be a slip of the column, with personal data where a serial should be.
    private static bool IsSerial(string text) => text.Length is > 0 and <= Licences.LicenceIdentifier.LongestSerial
        && text.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character))
        && !Parties.CitizenNumber.IsValid(text);

    private static LedgerError ErrorOf(string code) =>
        Enum.GetValues<LedgerError>().FirstOrDefault(error => error.Code() == code, LedgerError.InvalidField);
}
