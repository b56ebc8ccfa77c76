using System.Buffers.Binary;
using System.Text;

namespace Ledger.Api.Documents.Fonts;

/// <summary>
/// A TrueType font with <c>glyf</c> outlines (OpenType 1.9), parsed once, never changed: safe for all threads.
/// Every access is checked against the file; a malformed font throws <see cref="FormatException"/>.
/// </summary>
internal sealed class TrueTypeFont
{
    private const int MaximumLength = 64 << 20;
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly CharacterMap _characters;
    private readonly Lazy<ushort[]> _glyphs;
    private readonly ushort[] _advances;
    private readonly int _longMetrics;
    private readonly bool _longOffsets;

    /// <exception cref="FormatException">Not a TrueType font with outlines, or malformed.</exception>
    public TrueTypeFont(byte[] file)
    {
        if (file.Length > MaximumLength)
        {
            throw new FormatException("The font file is too large.");
        }

        _file = file;
        try
        {
            ReadDirectory();
            ReadOnlySpan<byte> head = Table("head");
            UnitsPerEm = BinaryPrimitives.ReadUInt16BigEndian(head[18..]);
            Left = BinaryPrimitives.ReadInt16BigEndian(head[36..]);
            Bottom = BinaryPrimitives.ReadInt16BigEndian(head[38..]);
            Right = BinaryPrimitives.ReadInt16BigEndian(head[40..]);
            Top = BinaryPrimitives.ReadInt16BigEndian(head[42..]);
            _longOffsets = BinaryPrimitives.ReadInt16BigEndian(head[50..]) != 0;
            GlyphCount = BinaryPrimitives.ReadUInt16BigEndian(Table("maxp")[4..]);
            ReadOnlySpan<byte> horizontal = Table("hhea");
            Ascent = BinaryPrimitives.ReadInt16BigEndian(horizontal[4..]);
            Descent = BinaryPrimitives.ReadInt16BigEndian(horizontal[6..]);
            _longMetrics = BinaryPrimitives.ReadUInt16BigEndian(horizontal[34..]);
            if (UnitsPerEm is < 16 or > 16384 || _longMetrics == 0 || _longMetrics > GlyphCount)
            {
                throw new FormatException("The font's measures are out of range.");
            }

            CapitalHeight = ReadCapitalHeight();
            Name = ReadPostScriptName();
            _characters = CharacterMap.Parse(Table("cmap"), GlyphCount);
            _advances = [.. Enumerable.Range(0, GlyphCount).Select(ReadAdvance)];

            // Asked for every character of every line, some of them many times.
            _glyphs = new(() => [.. Enumerable.Range(0, 0x10000).Select(character => (ushort)_characters.Glyph(character))]);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new FormatException("The font file is cut short.", exception);
        }
    }

    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapitalHeight { get; }

    public int Left { get; }

    public int Bottom { get; }

    public int Right { get; }

    public int Top { get; }

    /// <summary>The glyph that draws a character, or 0 when the font lacks it.</summary>
    public int Glyph(Rune rune) => rune.IsBmp ? _glyphs.Value[rune.Value] : _characters.Glyph(rune.Value);

    /// <summary>How far a glyph moves on, in font units.</summary>
    public int Advance(int glyph) => glyph < _advances.Length ? _advances[glyph] : throw new FormatException("The font names a glyph it does not have.");

    /// <summary>How far a glyph's outline starts from its origin, in font units.</summary>
    public int SideBearing(int glyph)
    {
        int offset = glyph < _longMetrics ? (4 * glyph) + 2 : (4 * _longMetrics) + (2 * (glyph - _longMetrics));
        return BinaryPrimitives.ReadInt16BigEndian(Slice(Table("hmtx"), offset, 2));
    }

    /// <summary>The width of one character in points.</summary>
    public double Width(Rune rune, double size) => Advance(Glyph(rune)) * size / UnitsPerEm;

    /// <summary>A glyph's description in the <c>glyf</c> table; empty for a blank.</summary>
    public ReadOnlySpan<byte> GlyphData(int glyph)
    {
        if (glyph < 0 || glyph >= GlyphCount)
        {
            throw new FormatException("The font names a glyph it does not have.");
        }

        long start = GlyphOffset(glyph);
        long end = GlyphOffset(glyph + 1);
        return end < start ? throw new FormatException("The font's glyph index runs backwards.")
            : Slice(Table("glyf"), start, end - start);
    }

    /// <summary>A whole table; empty when the font has none by that name.</summary>
    public ReadOnlySpan<byte> OptionalTable(string tag) =>
        _tables.TryGetValue(tag, out (int Offset, int Length) place) ? _file.AsSpan(place.Offset, place.Length) : default;

    /// <summary>A whole table.</summary>
    /// <exception cref="FormatException">The font has none by that name.</exception>
    public ReadOnlySpan<byte> Table(string tag) => _tables.ContainsKey(tag)
        ? OptionalTable(tag)
        : throw new FormatException($"The font has no '{tag}' table; only TrueType outlines can be embedded.");

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> table, long offset, long length) =>
        offset + length > table.Length
            ? throw new FormatException("The font points outside one of its tables.")
            : table.Slice((int)offset, (int)length);

    private void ReadDirectory()
    {
        ReadOnlySpan<byte> file = _file;
        int count = BinaryPrimitives.ReadUInt16BigEndian(file[4..]);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> record = file[(12 + (16 * i))..];
            long offset = BinaryPrimitives.ReadUInt32BigEndian(record[8..]);
            long length = BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
            if (offset + length > file.Length
                || !_tables.TryAdd(Encoding.ASCII.GetString(record[..4]), ((int)offset, (int)length)))
            {
                throw new FormatException("The font's table directory is malformed.");
            }
        }
    }

    private ushort ReadAdvance(int glyph) =>
        BinaryPrimitives.ReadUInt16BigEndian(Slice(Table("hmtx"), 4 * Math.Min(glyph, _longMetrics - 1), 2));

    private long GlyphOffset(int glyph) => _longOffsets
        ? BinaryPrimitives.ReadUInt32BigEndian(Slice(Table("loca"), 4L * glyph, 4))
        : 2L * BinaryPrimitives.ReadUInt16BigEndian(Slice(Table("loca"), 2L * glyph, 2));

    private int ReadCapitalHeight()
    {
        ReadOnlySpan<byte> metrics = OptionalTable("OS/2");
        return metrics.Length >= 90 ? BinaryPrimitives.ReadInt16BigEndian(metrics[88..]) : Ascent;
    }

    private string ReadPostScriptName()
    {
        ReadOnlySpan<byte> table = Table("name");
        int count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
        int texts = BinaryPrimitives.ReadUInt16BigEndian(table[4..]);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> record = table[(6 + (12 * i))..];
            bool windows = BinaryPrimitives.ReadUInt16BigEndian(record) == 3;
            bool postScriptName = BinaryPrimitives.ReadUInt16BigEndian(record[6..]) == 6;
            if (postScriptName)
            {
                ReadOnlySpan<byte> text = Slice(
                    table,
                    texts + BinaryPrimitives.ReadUInt16BigEndian(record[10..]),
                    BinaryPrimitives.ReadUInt16BigEndian(record[8..]));
                string name = (windows ? Encoding.BigEndianUnicode : Encoding.ASCII).GetString(text);
                if (name.Length is > 0 and < 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                {
                    return name;
                }
            }
        }

        throw new FormatException("The font has no PostScript name.");
    }
}
