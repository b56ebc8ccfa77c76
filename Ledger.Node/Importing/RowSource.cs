using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;

namespace Ledger.Node.Importing;

/// <summary>
/// Reads the rows of a file one by one, in whichever format. In files of corrected rows each row says by a column or member
/// <c>row</c> (<c>行号</c>) which row it corrects.
/// </summary>
internal sealed class RowSource : IDisposable
{
    private const string ChineseRow = "行号";

    private readonly CsvReader? _csv;
    private readonly JsonLinesReader? _lines;
    private readonly ImportFormat _format;
    private readonly bool _isCorrection;
    private int _rowColumn = -1;

    private RowSource(Stream file, ImportForm form, bool isCorrection)
    {
        _format = form.Format;
        _isCorrection = isCorrection;
        _csv = form.Format == ImportFormat.Csv ? new CsvReader(file, form.Encoding, new CsvLimits()) : null;
        _lines = _csv is null ? new JsonLinesReader(file, JsonLinesReader.MaximumLineBytes) : null;
    }

    /// <summary>The column names of a CSV file without the one of row numbers; empty for the other formats.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Begins to read a file, which stays the caller's.</summary>
    /// <param name="file">The file.</param>
    /// <param name="form">How it is to be read.</param>
    /// <param name="isCorrection">Whether the rows say which ones they correct.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ImportFormatException">The file has no row of column names as it must.</exception>
    public static async Task<RowSource> OpenAsync(Stream file, ImportForm form, bool isCorrection, CancellationToken cancel)
    {
        RowSource source = new(file, form, isCorrection);
        if (source._csv is not null)
        {
            source.TakeHeader(await source._csv.ReadAsync(cancel) ?? throw new ImportFormatException(1, 0, "文件为空。", "The file is empty."));
        }

        return source;
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="ImportFormatException">The file cannot be read further, or a correction does not say which row it corrects.</exception>
    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancel)
    {
        if (_csv is not null)
        {
            return await _csv.ReadAsync(cancel) is { } cells ? OfCells(cells) : null;
        }

        return await _lines!.ReadAsync(cancel) is ReadOnlyMemory<byte> line ? OfLine(line) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _csv?.Dispose();

    private void TakeHeader(IReadOnlyList<string> names)
    {
        string[] header = [.. names.Select(name => name.Trim())];
        _rowColumn = _isCorrection ? Array.FindIndex(header, name => name is RowTarget.Row or ChineseRow) : -1;
        Header = _isCorrection && _rowColumn < 0
            ? throw new ImportFormatException(1, 0, "更正文件须有 row（行号）列。", "A file of corrected rows has a column row.")
            : Without(header, _rowColumn);
    }

    private SourceRow OfCells(IReadOnlyList<string> cells) => !_isCorrection
        ? new SourceRow(_csv!.Row, cells, default)
        : _rowColumn < cells.Count && TryParse(cells[_rowColumn], out long number)
            ? new SourceRow(number, Without(cells, _rowColumn), default)
            : throw new ImportFormatException(_csv!.Row, _rowColumn + 1, "行号应为正整数。", "The number of the row to be corrected is missing.");

    private SourceRow OfLine(ReadOnlyMemory<byte> line)
    {
        if (!_isCorrection)
        {
            return new SourceRow(_lines!.Row, null, line.ToArray());
        }

        JsonObject? json = TryParseLine(line.Span, _format);
        if (json is null || !TryParse(json[RowTarget.Row]?.ToString() ?? "", out long number))
        {
            throw new ImportFormatException(_lines!.Row, 0, "更正行须有成员 row（行号）。", "A corrected row has a member row, the number of the row it corrects.");
        }

        json.Remove(RowTarget.Row);
        return new SourceRow(number, null, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>The object of a line, or null where it is none: strict JSON, or what passes for JSON in 用证码 records.</summary>
    internal static JsonObject? TryParseLine(ReadOnlySpan<byte> line, ImportFormat format)
    {
        try
        {
            return format == ImportFormat.LicenceCode
                ? PseudoJson.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line))
                : StrictJson.ParseObject(line, new StrictJsonLimits(JsonLinesReader.MaximumLineBytes, 4));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string[] Without(IReadOnlyList<string> cells, int column) => [.. cells.Where((_, index) => index != column)];

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
