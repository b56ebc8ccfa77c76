using System.Buffers.Binary;
using System.Text;

namespace Ledger.Api.Documents.Fonts;

/// <summary>The tables by which programs name a font; browsers refuse fonts without them.</summary>
internal static class FontNaming
{
    private const int RecordLength = 12;
    private const int HeaderLength = 6;

    /// <summary>A <c>name</c> table: family, style, full and PostScript name in English (OpenType 1.9, name IDs 1, 2, 4, 6).</summary>
    /// <param name="name">The PostScript name, which stands for the others too.</param>
    public static byte[] Write(string name)
    {
        (int Id, byte[] Text)[] names =
        [
            (1, Encoding.BigEndianUnicode.GetBytes(name)), (2, Encoding.BigEndianUnicode.GetBytes("Regular")),
            (4, Encoding.BigEndianUnicode.GetBytes(name)), (6, Encoding.BigEndianUnicode.GetBytes(name)),
        ];
        int texts = HeaderLength + (RecordLength * names.Length);
        byte[] table = new byte[texts + names.Sum(item => item.Text.Length)];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2), (ushort)names.Length);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4), (ushort)texts);
        int offset = 0;
        for (int i = 0; i < names.Length; i++)
        {
            // Windows, Unicode, American English
            ReadOnlySpan<int> record = [3, 1, 0x409, names[i].Id, names[i].Text.Length, offset];
            for (int field = 0; field < record.Length; field++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(HeaderLength + (RecordLength * i) + (2 * field)), (ushort)record[field]);
            }

            names[i].Text.CopyTo(table, texts + offset);
            offset += names[i].Text.Length;
        }

        return table;
    }

    /// <summary>A <c>post</c> table that names no glyphs (version 3).</summary>
    public static byte[] PostScript()
    {
        byte[] table = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(table, 0x00030000);
        return table;
    }
}
