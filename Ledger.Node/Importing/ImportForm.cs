using System.Text;

namespace Ledger.Node.Importing;

/// <summary>How a job's files are to be read.</summary>
/// <param name="Format">Their format.</param>
/// <param name="Encoding">Their encoding; JSON is always UTF-8.</param>
/// <param name="Map">What their columns mean.</param>
internal sealed record ImportForm(ImportFormat Format, Encoding Encoding, ImportMap Map)
{
    /// <summary>The form that is asked for.</summary>
    /// <exception cref="LedgerException">The encoding is unknown, or not one of the format; or the map is wrong.</exception>
    public static ImportForm Of(ImportFormat format, string encoding, ReadOnlySpan<byte> map)
    {
        bool fits = FileEncoding.Find(encoding) is not null && (format == ImportFormat.Csv || encoding == FileEncoding.Utf8);
        return fits
            ? new ImportForm(format, FileEncoding.Find(encoding)!, map.IsEmpty ? ImportMap.Empty : ImportMap.Parse(map))
            : throw new LedgerException(
                LedgerError.InvalidField,
                "编码应为 utf-8，CSV 也可为 gb18030。",
                "The encoding is utf-8 or, for CSV, gb18030.",
                "/encoding");
    }

    /// <summary>The form of a job.</summary>
    public static ImportForm Of(ImportJobRow row) => Of(
        ImportFormatText.Find(row.Format) ?? throw new InvalidDataException("An import's row names no format."), row.Encoding, row.Map.Span);
}
