using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Walks a file from its first byte to its end mark: header, objects, those packed together last, cross-reference table, trailer, nothing between
/// them. Going by order instead of by offsets leaves no room for hidden, overlapping or double objects.
/// </summary>
internal sealed class PdfLayout
{
    private static readonly HashSet<string> StreamKeys =
        new(StringComparer.Ordinal) { "Type", "Subtype", "Params", "Filter", "Length", "Length1", "N", "First" };

    private static readonly HashSet<string> PhotoKeys = new(StringComparer.Ordinal)
    {
        "Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter", "Length",
    };

    private static readonly byte[] Header = Encoding.Latin1.GetBytes("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");

    private readonly PdfValueParser _parser;
    private readonly Dictionary<int, object> _objects = [];
    private readonly Dictionary<int, int> _positions = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    // Files had none at first.
    private PdfObjectStream? _packed;

    /// <summary>Reads the first file in <paramref name="file"/>; see <see cref="Length"/> for where it ends.</summary>
    /// <exception cref="PdfRejectedException">It is not laid out as our writer does.</exception>
    public PdfLayout(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        _parser = new PdfValueParser(file);
        if (!_parser.StartsWith(Header))
        {
            throw new PdfRejectedException(PdfRejection.Foreign, "This is not a licence PDF of this system.");
        }

        _parser.Take(Header.Length);
        while (_packed is null && !_parser.StartsWith("xref\n"u8))
        {
            cancel.ThrowIfCancellationRequested();
            CheckTime(_clock);
            ReadObject(cancel);
        }

        int table = _parser.Position;
        _parser.Expect(Encoding.ASCII.GetBytes(ExpectedTable()));
        _parser.Expect("trailer\n"u8);
        int trailer = _parser.Position;
        Trailer = _parser.Value() as PdfDictionary
            ?? throw new PdfRejectedException(PdfRejection.Malformed, "The trailer is no dictionary.");
        CheckTrailer();
        _parser.Expect(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{table}\n%%EOF\n")));
        Length = _parser.Position;
        Base = BaseOf(file, trailer, table);
        Objects = new PdfObjects(_objects);
        Objects.RequireAllReachable(Trailer);
    }

    public PdfObjects Objects { get; }

    /// <summary>The first file as a further revision stands on it.</summary>
    public PdfBase Base { get; }

    public PdfDictionary Trailer { get; }

    /// <summary>Length of the file up to and with its end mark; anything behind it was added later.</summary>
    public int Length { get; }

    /// <exception cref="PdfRejectedException">Reading takes longer than any licence needs.</exception>
    public static void CheckTime(Stopwatch clock)
    {
        if (clock.Elapsed > PdfLimits.Time)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "Reading the PDF takes too long.");
        }
    }

    /// <summary>Size of the file: one more than its highest object number.</summary>
    private int Size => _objects.Count + 1 + (_packed is null ? 0 : _packed.First - _packed.Number);

    private void ReadObject(CancellationToken cancel)
    {
        int position = _parser.Position;
        int number = _parser.Integer();
        if (number is 0 or > PdfLimits.Objects)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "The PDF has too many objects.");
        }

        _parser.Expect(" 0 obj\n"u8);
        object value = _parser.Value();
        if (value is PdfDictionary dictionary && _parser.StartsWith("\nstream\n"u8))
        {
            value = ReadStream(dictionary);
        }

        _parser.Expect("\nendobj\n"u8);
        AddOnce(_positions, number, position);
        if (value is PdfStream stream && PdfPackedReader.IsPacked(stream))
        {
            ReadPacked(new PdfObjectStream(number), stream, cancel);
        }
        else
        {
            _objects.Add(number, value);
        }
    }

    /// <summary>Reads the packed objects and their table, behind which no object comes.</summary>
    private void ReadPacked(PdfObjectStream packed, PdfStream stream, CancellationToken cancel)
    {
        IReadOnlyList<object> objects = PdfPackedReader.Read(packed, stream, _clock, cancel);
        for (int i = 0; i < objects.Count; i++)
        {
            AddOnce(_objects, packed.First + i, objects[i]);
        }

        _packed = packed;
        AddOnce(_positions, packed.Table, _parser.Position);
        _parser.Expect(packed.WriteTable(objects.Count));
    }

    private static void AddOnce<T>(Dictionary<int, T> all, int number, T one)
    {
        if (!all.TryAdd(number, one))
        {
            throw new PdfRejectedException(PdfRejection.Malformed, $"Object {number} is defined twice.");
        }
    }

    private PdfStream ReadStream(PdfDictionary dictionary)
    {
        _parser.Expect("\nstream\n"u8);

        // What can be drawn besides text and lines is a photograph: no forms, whose content would be drawn unseen.
        string? subtype = (dictionary.Entries.GetValueOrDefault("Subtype") as PdfName)?.Value;
        bool isPhoto = subtype == "Image";
        bool known = dictionary.Entries.Keys.All((isPhoto ? PhotoKeys : StreamKeys).Contains) && subtype is not ("Form" or "PS");
        bool fits = dictionary.Entries.TryGetValue("Filter", out object? filter)
            ? filter is PdfName name && name.Value == (isPhoto ? "DCTDecode" : "FlateDecode")
            : !isPhoto;
        if (!known || !fits || dictionary.Entries.GetValueOrDefault("Length") is not long length)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "A stream is written in another way.");
        }

        PdfStream stream = new(dictionary, _parser.Take(length));
        _parser.Expect("\nendstream"u8);
        return stream;
    }

    /// <summary>The only table that agrees with where the objects are.</summary>
    private string ExpectedTable()
    {
        StringBuilder table = new();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {_positions.Count + 1}\n0000000000 65535 f \n");
        for (int number = 1; number <= _positions.Count; number++)
        {
            if (!_positions.TryGetValue(number, out int position))
            {
                throw new PdfRejectedException(PdfRejection.Malformed, "An object's number is left out.");
            }

            table.Append(CultureInfo.InvariantCulture, $"{position:D10} 00000 n \n");
        }

        return table.ToString();
    }

    /// <summary>The trailer's spelling is the writer's own, so that a revision behind it can be written anew.</summary>
    private PdfBase BaseOf(ReadOnlyMemory<byte> file, int trailer, int table)
    {
        if (Trailer.Entries["Root"] is not PdfReference root || Trailer.Entries["Info"] is not PdfReference information
            || Trailer.Entries["ID"] is not List<object> { Count: 2 } identifiers || identifiers[0] is not PdfString first)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "The trailer does not fit the file.");
        }

        string identifier = Convert.ToHexString(first.Value);
        PdfBase read = new(
            Length, Size, table,
            $"/Root {PdfText.Reference(root.Number)}/Info {PdfText.Reference(information.Number)}", identifier, identifier);
        string hidden = _packed is null ? "" : string.Create(CultureInfo.InvariantCulture, $"/XRefStm {_positions[_packed.Table]}");
        byte[] expected = Encoding.ASCII.GetBytes($"<</Size {read.Objects}{read.TrailerEntries}{hidden}>>\n");
        return file.Span[trailer..].StartsWith(expected)
            ? read
            : throw new PdfRejectedException(PdfRejection.Malformed, "The trailer does not fit the file.");
    }

    private void CheckTrailer()
    {
        string[] keys = ["ID", "Info", "Root", "Size", .. _packed is null ? Array.Empty<string>() : ["XRefStm"]];
        if (!Trailer.Entries.Keys.Order(StringComparer.Ordinal).SequenceEqual(keys) || Trailer.Entries["Size"] is not long size || size != Size)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "The trailer does not fit the file.");
        }
    }
}
