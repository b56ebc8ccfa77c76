using System.Buffers.Binary;

namespace Ledger.Api.Documents.Fonts;

/// <summary>Writes the map from characters to glyphs of a subset whose glyphs follow its characters: the first one is glyph 1.</summary>
internal static class CharacterMapWriter
{
    private const int HeaderLength = 20; // two encoding records

    /// <summary>The <c>cmap</c> table (OpenType 1.9): format 4 for programs that know only the basic plane, format 12 for all characters.</summary>
    /// <param name="characters">Code points in ascending order, none twice.</param>
    public static byte[] Write(IReadOnlyList<int> characters)
    {
        List<(int First, int Last, int Glyph)> ranges = RangesOf(characters);
        byte[] basic = WriteBasicPlane([.. ranges.Where(range => range.Last <= 0xFFFF)]);
        byte[] all = WriteAll(ranges);
        byte[] table = new byte[HeaderLength + basic.Length + all.Length];
        Shorts(table, 0, 2, 3, 1);
        Integer(table, 8, HeaderLength);
        Shorts(table.AsSpan(12), 3, 10);
        Integer(table, 16, HeaderLength + basic.Length);
        basic.CopyTo(table, HeaderLength);
        all.CopyTo(table, HeaderLength + basic.Length);
        return table;
    }

    /// <summary>Neighbouring characters have neighbouring glyphs. No range crosses the end of the basic plane.</summary>
    private static List<(int First, int Last, int Glyph)> RangesOf(IReadOnlyList<int> characters)
    {
        List<(int First, int Last, int Glyph)> ranges = [];
        for (int i = 0; i < characters.Count; i++)
        {
            if (ranges.Count > 0 && ranges[^1].Last == characters[i] - 1 && characters[i] != 0x10000)
            {
                ranges[^1] = ranges[^1] with { Last = characters[i] };
            }
            else
            {
                ranges.Add((characters[i], characters[i], i + 1));
            }
        }

        return ranges;
    }

    private static byte[] WriteBasicPlane(List<(int First, int Last, int Glyph)> ranges)
    {
        // The format ends with a range for U+FFFF that maps to no glyph.
        int count = ranges.Count + 1;
        int powerOfTwo = 1 << (31 - int.LeadingZeroCount(count));
        byte[] table = new byte[16 + (8 * count)];
        Shorts(
            table, 4, table.Length, 0, 2 * count, 2 * powerOfTwo, int.TrailingZeroCount(powerOfTwo), 2 * (count - powerOfTwo));
        Span<byte> lasts = table.AsSpan(14);
        Span<byte> firsts = table.AsSpan(16 + (2 * count));
        Span<byte> deltas = table.AsSpan(16 + (4 * count));
        for (int i = 0; i < ranges.Count; i++)
        {
            Shorts(lasts[(2 * i)..], ranges[i].Last);
            Shorts(firsts[(2 * i)..], ranges[i].First);
            Shorts(deltas[(2 * i)..], ranges[i].Glyph - ranges[i].First);
        }

        Shorts(lasts[(2 * ranges.Count)..], 0xFFFF);
        Shorts(firsts[(2 * ranges.Count)..], 0xFFFF);
        Shorts(deltas[(2 * ranges.Count)..], 1);
        return table;
    }

    private static byte[] WriteAll(List<(int First, int Last, int Glyph)> ranges)
    {
        byte[] table = new byte[16 + (12 * ranges.Count)];
        Shorts(table, 12);
        Integer(table, 4, table.Length);
        Integer(table, 12, ranges.Count);
        for (int i = 0; i < ranges.Count; i++)
        {
            Integer(table, 16 + (12 * i), ranges[i].First);
            Integer(table, 20 + (12 * i), ranges[i].Last);
            Integer(table, 24 + (12 * i), ranges[i].Glyph);
        }

        return table;
    }

    private static void Shorts(Span<byte> table, params ReadOnlySpan<int> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            // Distances to glyphs count modulo 65536.
            BinaryPrimitives.WriteUInt16BigEndian(table[(2 * i)..], unchecked((ushort)values[i]));
        }
    }

    private static void Integer(Span<byte> table, int offset, int value) => BinaryPrimitives.WriteInt32BigEndian(table[offset..], value);
}
