using System.Buffers.Binary;
using System.Text;

namespace Ledger.Api.Documents.Fonts;

/// <summary>
/// Makes a small TrueType font of chosen glyphs, for embedding as a CIDFontType2 with the identity mapping
/// (ISO 32000-1 §9.9: glyf, head, hhea, hmtx, loca, maxp and the hinting tables are enough).
/// </summary>
internal static class FontSubset
{
    private const int UsualGlyph = 288;
    private const int UsualTables = 256;

    /// <summary>The font file; its glyph numbers are positions in <paramref name="glyphs"/>, parts of composite glyphs come after them.</summary>
    /// <param name="font">The font.</param>
    /// <param name="glyphs">Its glyphs to keep, the one for missing characters first.</param>
    /// <param name="others">Tables that programs need where the font stands alone.</param>
    /// <exception cref="FormatException">The font is malformed.</exception>
    public static byte[] Make(TrueTypeFont font, IReadOnlyList<int> glyphs, params IEnumerable<KeyValuePair<string, byte[]>> others) =>
        MakeMarked(font, glyphs, 0, others).File;

    /// <summary>The same, and which bytes of the file are the outlines of its first glyphs.</summary>
    /// <param name="font">The font.</param>
    /// <param name="glyphs">Its glyphs to keep, the one for missing characters first.</param>
    /// <param name="marked">How many of them are asked for.</param>
    /// <param name="others">Tables that programs need where the font stands alone.</param>
    /// <exception cref="FormatException">The font is malformed.</exception>
    public static (byte[] File, Range Marked) MakeMarked(
        TrueTypeFont font, IReadOnlyList<int> glyphs, int marked, params IEnumerable<KeyValuePair<string, byte[]>> others)
    {
        List<int> chosen = [.. glyphs];
        (byte[] outlines, byte[] index, int end) = WriteOutlines(font, chosen, marked);
        SortedDictionary<string, byte[]> tables = new(StringComparer.Ordinal)
        {
            ["glyf"] = outlines,
            ["loca"] = index,
            ["hmtx"] = WriteMetrics(font, chosen),
            ["head"] = Patched(font.Table("head"), 50, IsLong(outlines) ? 1 : 0),
            ["hhea"] = Patched(font.Table("hhea"), 34, chosen.Count),
            ["maxp"] = Patched(font.Table("maxp"), 4, chosen.Count),
        };
        foreach (string hinting in new[] { "cvt ", "fpgm", "prep" })
        {
            if (font.OptionalTable(hinting) is { IsEmpty: false } table)
            {
                tables[hinting] = table.ToArray();
            }
        }

        foreach ((string tag, byte[] table) in others)
        {
            tables.Add(tag, table);
        }

        (byte[] file, int start) = Assemble(tables, "glyf");
        return (file, start..(start + end));
    }

    private static (byte[] Outlines, byte[] Index, int MarkedEnd) WriteOutlines(TrueTypeFont font, List<int> chosen, int marked)
    {
        using MemoryStream outlines = new(UsualGlyph * chosen.Count);
        List<int> places = [];
        Dictionary<int, int> positions = [];
        for (int i = 0; i < chosen.Count; i++)
        {
            positions.TryAdd(chosen[i], i);
        }

        // The list grows while it is walked: each part of a composite is appended once, so this ends.
        for (int i = 0; i < chosen.Count; i++)
        {
            places.Add((int)outlines.Position);
            byte[] glyph = font.GlyphData(chosen[i]).ToArray();
            if (CompositeGlyph.Is(glyph))
            {
                foreach (int part in CompositeGlyph.Parts(glyph))
                {
                    Span<byte> number = glyph.AsSpan(part + 2, 2);
                    int original = BinaryPrimitives.ReadUInt16BigEndian(number);
                    if (positions.TryAdd(original, chosen.Count))
                    {
                        chosen.Add(original);
                    }

                    BinaryPrimitives.WriteUInt16BigEndian(number, (ushort)positions[original]);
                }
            }

            outlines.Write(glyph);
            if ((glyph.Length & 1) != 0)
            {
                outlines.WriteByte(0);
            }
        }

        places.Add((int)outlines.Position);
        byte[] written = outlines.ToArray();
        return (written, IsLong(written) ? Index(places, 4) : Index(places, 2), places[marked]);
    }

    // Half of a place is written where that has room in two bytes (OpenType, loca).
    private static bool IsLong(byte[] outlines) => outlines.Length > 2 * ushort.MaxValue;

    private static byte[] Index(List<int> places, int width)
    {
        byte[] index = new byte[width * places.Count];
        for (int i = 0; i < places.Count; i++)
        {
            if (width == 2)
            {
                BinaryPrimitives.WriteUInt16BigEndian(index.AsSpan(2 * i), (ushort)(places[i] / 2));
            }
            else
            {
                BinaryPrimitives.WriteInt32BigEndian(index.AsSpan(4 * i), places[i]);
            }
        }

        return index;
    }

    private static byte[] WriteMetrics(TrueTypeFont font, List<int> chosen)
    {
        byte[] metrics = new byte[4 * chosen.Count];
        for (int i = 0; i < chosen.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * i), (ushort)font.Advance(chosen[i]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((4 * i) + 2), (short)font.SideBearing(chosen[i]));
        }

        return metrics;
    }

    private static byte[] Patched(ReadOnlySpan<byte> table, int offset, int value)
    {
        byte[] copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset), (ushort)value);
        return copy;
    }

    /// <summary>The file, and where in it a table begins.</summary>
    private static (byte[] File, int Start) Assemble(SortedDictionary<string, byte[]> tables, string sought)
    {
        // head.checkSumAdjustment is left out of its own sum (OpenType, calculating checksums).
        BinaryPrimitives.WriteUInt32BigEndian(tables["head"].AsSpan(8), 0);
        int powerOfTwo = 1 << (31 - int.LeadingZeroCount(tables.Count));
        using MemoryStream file = new(UsualTables + tables.Values.Sum(table => table.Length));
        WriteInteger(file, 0x00010000);
        WriteShort(file, tables.Count);
        WriteShort(file, powerOfTwo * 16);
        WriteShort(file, int.TrailingZeroCount(powerOfTwo));
        WriteShort(file, (tables.Count - powerOfTwo) * 16);
        int offset = 12 + (16 * tables.Count);
        (int headAt, int soughtAt) = (0, 0);
        foreach ((string tag, byte[] table) in tables)
        {
            headAt = tag == "head" ? offset : headAt;
            soughtAt = tag == sought ? offset : soughtAt;
            file.Write(Encoding.ASCII.GetBytes(tag));
            WriteInteger(file, unchecked((int)Sum(table)));
            WriteInteger(file, offset);
            WriteInteger(file, table.Length);
            offset += (table.Length + 3) & ~3;
        }

        foreach (byte[] table in tables.Values)
        {
            file.Write(table);
            file.Write(new byte[-table.Length & 3]);
        }

        byte[] result = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Sum(result)));
        return (result, soughtAt);
    }

    private static uint Sum(ReadOnlySpan<byte> table)
    {
        uint sum = 0;
        for (; table.Length >= 4; table = table[4..])
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(table));
        }

        // The last word is filled up with zeros.
        Span<byte> last = stackalloc byte[4];
        last.Clear();
        table.CopyTo(last);
        return unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(last));
    }

    private static void WriteInteger(MemoryStream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void WriteShort(MemoryStream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        stream.Write(bytes);
    }
}
