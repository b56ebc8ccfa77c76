using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Node.Importing;

/// <summary>
/// Writes refused rows as a file of the job's own format with their numbers in front: to be corrected and sent again. Also the list of
/// why they were refused.
/// </summary>
internal static class RefusedRowsText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first row of a file of refused rows; empty where the format has none.</summary>
    public static string Header(ImportFormat format, IReadOnlyList<string> columns) =>
        format == ImportFormat.Csv ? CsvText.Line([RowTarget.Row, .. columns]) : "";

    /// <summary>A refused row with its number, ended by a line break.</summary>
    public static string Row(ImportFormat format, SourceRow row)
    {
        string number = row.Number.ToString(CultureInfo.InvariantCulture);
        if (format == ImportFormat.Csv)
        {
            return CsvText.Line([number, .. row.Cells!]);
        }

        JsonObject json = RowSource.TryParseLine(row.Line.Span, format) ?? new JsonObject { ["line"] = Encoding.UTF8.GetString(row.Line.Span) };
        json.Remove(RowTarget.Row);
        json.Insert(0, RowTarget.Row, number);
        return json.ToJsonString(Json) + "\n";
    }

    /// <summary>The first row of the list of refusals.</summary>
    public static string ErrorHeader { get; } = CsvText.Line([RowTarget.Row, "serial", "field", "code", "chinese", "english"]);

    /// <summary>The lines that say why a row was refused, one for each reason.</summary>
    public static string Errors(RefusedImportRow row) => string.Concat(row.Refusals.Select(refusal => CsvText.Line(
        [row.Source.Number.ToString(CultureInfo.InvariantCulture), row.Serial, refusal.Field, refusal.Error.Code(), refusal.Chinese, refusal.English])));
}
