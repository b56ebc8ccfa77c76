using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// Writes the objects of a PDF file one after the other, nothing between them, the small ones that are new after <see cref="Pack"/> together
/// at the end, and the classical cross-reference table behind them (ISO 32000-1 §7.5). The strict reader accepts this layout, nothing packed
/// as at first included, and no other.
/// </summary>
internal sealed class PdfOutput : IDisposable
{
    /// <summary>How much effort streams are compressed with: 1 for speed to 9 for size.</summary>
    public const int UsualLevel = 6;

    /// <summary>The most effort, for what is compressed once for many files.</summary>
    public const int SmallestSize = 9;

    // The position of an object that has none of its own.
    private const int Packed = -1;

    private readonly MemoryStream _file = new(128 * 1024);
    private readonly List<int> _positions = [0];
    private PdfObjectStream? _packed;

    public PdfOutput()
    {
        // The comment's four high bytes tell transfer programs that the file is binary (§7.5.2).
        Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
    }

    /// <summary>A number for an object that is written later, as it must be exactly once.</summary>
    public int Reserve()
    {
        _positions.Add(0);
        return _positions.Count - 1;
    }

    /// <summary>Where an object starts in the file.</summary>
    public int PositionOf(int number) => _positions[number];

    /// <summary>From here on new objects, which must not be streams, are written together by <see cref="Finish"/>. To be called once.</summary>
    public void Pack()
    {
        _packed = new PdfObjectStream(Reserve());
        Reserve();
    }

    /// <summary>Writes the object of a reserved number; only Latin-1 characters.</summary>
    public void Object(int number, string body)
    {
        if (number >= _packed?.First)
        {
            _positions[number] = _packed.TryAdd(number, body) ? Packed : throw WrittenTwice(number);
            return;
        }

        Start(number);
        Write(body);
        Write("\nendobj\n");
    }

    /// <summary>Writes a new object and returns its number.</summary>
    public int Object(string body)
    {
        int number = Reserve();
        Object(number, body);
        return number;
    }

    /// <summary>Writes a stream and returns its number; <paramref name="entries"/> go into its dictionary.</summary>
    public int Stream(string entries, ReadOnlySpan<byte> data)
    {
        int number = Reserve();
        WriteStream(number, entries + "/Filter/FlateDecode", Deflate(data));
        return number;
    }

    /// <summary>Writes a stream whose bytes are what <paramref name="entries"/> say, its filter among them, and returns its number.</summary>
    public int Encoded(string entries, ReadOnlySpan<byte> data)
    {
        int number = Reserve();
        WriteStream(number, entries, data);
        return number;
    }

    /// <summary>The bytes as FlateDecode reads them.</summary>
    /// <param name="data">What to compress.</param>
    /// <param name="level">1 for speed to 9 for size.</param>
    public static byte[] Deflate(ReadOnlySpan<byte> data, int level = UsualLevel)
    {
        using MemoryStream compressed = new();
        using (ZLibStream stream = new(compressed, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
        {
            stream.Write(data);
        }

        return compressed.ToArray();
    }

    /// <summary>Writes the cross-reference table and the trailer; the whole file.</summary>
    /// <param name="entries">The trailer's entries /Root and /Info.</param>
    /// <param name="identifier">The file's identifier, 32 upper-case hexadecimal digits.</param>
    public (byte[] File, PdfBase Base) Finish(string entries, string identifier)
    {
        WritePacked(_packed ?? throw new InvalidOperationException("Nothing was packed: every file has structure."));
        int unwritten = _positions.IndexOf(0, 1);
        if (unwritten > 0)
        {
            throw new InvalidOperationException($"Object {unwritten} was reserved and not written.");
        }

        int table = Position;
        StringBuilder rows = new();
        rows.Append(CultureInfo.InvariantCulture, $"xref\n0 {_packed.First}\n0000000000 65535 f \n");
        for (int number = 1; number < _packed.First; number++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{_positions[number]:D10} 00000 n \n");
        }

        Write(rows.ToString());
        PdfBase file = new(0, _positions.Count, table, entries, identifier, identifier);
        Write($"trailer\n<</Size {_positions.Count}{file.TrailerEntries}/XRefStm {_positions[_packed.Table]}>>\nstartxref\n{table}\n%%EOF\n");
        return (_file.ToArray(), file with { Length = Position });
    }

    public void Dispose() => _file.Dispose();

    private int Position => (int)_file.Position;

    private static InvalidOperationException WrittenTwice(int number) => new($"Object {number} was written twice.");

    private void WritePacked(PdfObjectStream packed)
    {
        (string entries, byte[] data) = packed.Write();
        WriteStream(packed.Number, entries + "/Filter/FlateDecode", Deflate(data));
        _positions[packed.Table] = Position;
        _file.Write(packed.WriteTable(_positions.Count - packed.First));
    }

    private void Start(int number)
    {
        if (_positions[number] != 0)
        {
            throw WrittenTwice(number);
        }

        _positions[number] = Position;
        Write($"{number} 0 obj\n");
    }

    private void WriteStream(int number, string entries, ReadOnlySpan<byte> content)
    {
        Start(number);
        Write($"<<{entries}/Length {content.Length}>>\nstream\n");
        _file.Write(content);
        Write("\nendstream\nendobj\n");
    }

    private void Write(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
