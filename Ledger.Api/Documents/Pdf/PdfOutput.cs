using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// Writes the objects of a PDF file one after the other, nothing between them, and the classical cross-reference
/// table behind them (ISO 32000-1 §7.5). The strict reader accepts this layout and no other.
/// </summary>
internal sealed class PdfOutput : IDisposable
{
    /// <summary>How much effort streams are compressed with: 1 for speed to 9 for size.</summary>
    public const int UsualLevel = 6;

    /// <summary>The most effort, for what is compressed once for many files.</summary>
    public const int SmallestSize = 9;

    private readonly MemoryStream _file = new(128 * 1024);
    private readonly List<int> _positions = [0];

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

    /// <summary>Writes the object of a reserved number; only Latin-1 characters.</summary>
    public void Object(int number, string body)
    {
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
        int table = Position;
        StringBuilder rows = new();
        rows.Append(CultureInfo.InvariantCulture, $"xref\n0 {_positions.Count}\n0000000000 65535 f \n");
        for (int number = 1; number < _positions.Count; number++)
        {
            if (_positions[number] == 0)
            {
                throw new InvalidOperationException($"Object {number} was reserved and not written.");
            }

            rows.Append(CultureInfo.InvariantCulture, $"{_positions[number]:D10} 00000 n \n");
        }

        Write(rows.ToString());
        PdfBase file = new(0, _positions.Count, table, entries, identifier, identifier);
        Write($"trailer\n<</Size {_positions.Count}{file.TrailerEntries}>>\nstartxref\n{table}\n%%EOF\n");
        return (_file.ToArray(), file with { Length = Position });
    }

    public void Dispose() => _file.Dispose();

    private int Position => (int)_file.Position;

    private void Start(int number)
    {
        if (_positions[number] != 0)
        {
            throw new InvalidOperationException($"Object {number} was written twice.");
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
