using System.Buffers.Binary;

namespace Ledger.Api.Documents.Fonts;

/// <summary>Which glyph draws a code point: the font's <c>cmap</c> table (OpenType 1.9, formats 4 and 12).</summary>
internal sealed class CharacterMap
{
    private const int MaximumRanges = 70_000;
    private readonly CharacterRange[] _ranges;

    private CharacterMap(List<CharacterRange> ranges, int glyphCount)
    {
        int previous = -1;
        foreach (CharacterRange range in ranges)
        {
            if (range.First <= previous || range.Last < range.First || range.Last > 0x10FFFF
                || range.Glyph < 0 || range.Glyph + (long)range.Last - range.First >= glyphCount)
            {
                throw new FormatException("The font's character map is not in order.");
            }

            previous = range.Last;
        }

        _ranges = [.. ranges];
    }

    /// <summary>Reads the best Unicode subtable.</summary>
    /// <exception cref="FormatException">There is none, or it is malformed.</exception>
    public static CharacterMap Parse(ReadOnlySpan<byte> table, int glyphCount)
    {
        try
        {
            ReadOnlySpan<byte> best = default;
            int bestFormat = 0;
            int count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> record = table[(4 + (8 * i))..];
                int platform = BinaryPrimitives.ReadUInt16BigEndian(record);
                int encoding = BinaryPrimitives.ReadUInt16BigEndian(record[2..]);
                ReadOnlySpan<byte> subtable = table[BinaryPrimitives.ReadInt32BigEndian(record[4..])..];
                int format = BinaryPrimitives.ReadUInt16BigEndian(subtable);
                bool unicode = platform == 0 || (platform == 3 && encoding is 1 or 10);
                if (unicode && format is 4 or 12 && format > bestFormat)
                {
                    best = subtable;
                    bestFormat = format;
                }
            }

            return bestFormat switch
            {
                12 => new CharacterMap(ReadFormat12(best), glyphCount),
                4 => new CharacterMap(ReadFormat4(best), glyphCount),
                _ => throw new FormatException("The font has no Unicode character map."),
            };
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new FormatException("The font's character map is cut short.", exception);
        }
    }

    /// <summary>The glyph of a code point, or 0 when the font does not have it.</summary>
    public int Glyph(int codePoint)
    {
        int low = 0;
        int high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            CharacterRange range = _ranges[middle];
            if (codePoint < range.First)
            {
                high = middle - 1;
            }
            else if (codePoint > range.Last)
            {
                low = middle + 1;
            }
            else
            {
                return range.Glyph + codePoint - range.First;
            }
        }

        return 0;
    }

    private static List<CharacterRange> ReadFormat12(ReadOnlySpan<byte> table)
    {
        int count = BinaryPrimitives.ReadInt32BigEndian(table[12..]);
        if (count is < 0 or > MaximumRanges)
        {
            throw new FormatException("The font's character map has too many ranges.");
        }

        List<CharacterRange> ranges = new(count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> group = table[(16 + (12 * i))..];
            ranges.Add(new(
                BinaryPrimitives.ReadInt32BigEndian(group),
                BinaryPrimitives.ReadInt32BigEndian(group[4..]),
                BinaryPrimitives.ReadInt32BigEndian(group[8..])));
        }

        return ranges;
    }

    private static List<CharacterRange> ReadFormat4(ReadOnlySpan<byte> table)
    {
        int segments = BinaryPrimitives.ReadUInt16BigEndian(table[6..]) / 2;
        List<CharacterRange> ranges = [];
        for (int i = 0; i < segments; i++)
        {
            int last = BinaryPrimitives.ReadUInt16BigEndian(table[(14 + (2 * i))..]);
            int first = BinaryPrimitives.ReadUInt16BigEndian(table[(16 + (2 * (segments + i)))..]);
            int delta = BinaryPrimitives.ReadInt16BigEndian(table[(16 + (2 * ((2 * segments) + i)))..]);
            int offsetAt = 16 + (2 * ((3 * segments) + i));
            int offset = BinaryPrimitives.ReadUInt16BigEndian(table[offsetAt..]);

            // U+FFFF is the mandatory end mark, not a character.
            for (int code = first; code <= last && code < 0xFFFF; code++)
            {
                // idRangeOffset counts from its own place in the table.
                int glyph = offset == 0
                    ? code
                    : BinaryPrimitives.ReadUInt16BigEndian(table[(offsetAt + offset + (2 * (code - first)))..]);
                if (offset == 0 || glyph != 0)
                {
                    glyph = (glyph + delta) & 0xFFFF;
                }

                Append(ranges, code, glyph);
            }
        }

        return ranges;
    }

    private static void Append(List<CharacterRange> ranges, int code, int glyph)
    {
        if (glyph == 0)
        {
            return;
        }

        if (ranges.Count > 0 && ranges[^1] is CharacterRange end
            && end.Last + 1 == code && end.Glyph + code - end.First == glyph)
        {
            ranges[^1] = end with { Last = code };
            return;
        }

        ranges.Add(new(code, code, glyph));
    }
}
