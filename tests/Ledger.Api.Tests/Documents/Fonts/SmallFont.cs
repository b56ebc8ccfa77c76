using System.Buffers.Binary;
using System.Text;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Tests.Documents.Fonts;

/// <summary>A subset with a name and a character map, so that it can be opened as a font again.</summary>
internal static class SmallFont
{
    /// <summary>The chosen glyphs under the characters A, B, C …</summary>
    public static byte[] Make(TrueTypeFont font, int[] glyphs)
    {
        byte[] subset = FontSubset.Make(font, glyphs);
        byte[] names = font.Table("name").ToArray();
        byte[] map = Numbers(
            "HHHHIHHIIIIII", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 'A', 'A' + glyphs.Length - 1, 0);
        int count = BinaryPrimitives.ReadUInt16BigEndian(subset.AsSpan(4));
        int directory = 12 + (16 * count);
        using MemoryStream file = new();
        file.Write(subset.AsSpan(0, 4));
        file.Write(Numbers("HHHH", count + 2, 0, 0, 0));
        for (int entry = 12; entry < directory; entry += 16)
        {
            int offset = BinaryPrimitives.ReadInt32BigEndian(subset.AsSpan(entry + 8));
            BinaryPrimitives.WriteInt32BigEndian(subset.AsSpan(entry + 8), offset + 32);
        }

        file.Write(subset.AsSpan(12, directory - 12));
        file.Write(Encoding.ASCII.GetBytes("cmap"));
        file.Write(Numbers("III", 0, subset.Length + 32, map.Length));
        file.Write(Encoding.ASCII.GetBytes("name"));
        file.Write(Numbers("III", 0, subset.Length + 32 + map.Length, names.Length));
        file.Write(subset.AsSpan(directory));
        file.Write(map);
        file.Write(names);
        return file.ToArray();
    }

    /// <summary>Big-endian numbers: H has two bytes, I four.</summary>
    public static byte[] Numbers(string form, params int[] values)
    {
        using MemoryStream bytes = new();
        for (int i = 0; i < values.Length; i++)
        {
            byte[] number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, values[i]);
            bytes.Write(form[i] == 'H' ? number.AsSpan(2) : number);
        }

        return bytes.ToArray();
    }
}
