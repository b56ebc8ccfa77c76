using System.Buffers.Binary;
using System.Text;

namespace Ledger.Node.Materials;

/// <summary>Reads the names in a ZIP file (PKWARE APPNOTE 4.3) from its end alone; nothing is unpacked.</summary>
internal static class ZipDirectory
{
    /// <summary>The entry that makes a ZIP file an OFD file (GB/T 33190, 7.1).</summary>
    public const string OfdEntry = "OFD.xml";

    /// <summary>Bytes at the end of the file within which the directory has to lie.</summary>
    public const int EndLength = 256 << 10;

    private const int MostEntries = 1_000;
    private const int RecordLength = 22;
    private const int HeaderLength = 46;

    /// <summary>The names; null where the file does not end with a directory of at most 1,000 entries.</summary>
    /// <param name="end">The last <see cref="EndLength"/> bytes of the file, or more, or all.</param>
    public static IReadOnlyList<string>? FindNames(ReadOnlySpan<byte> end)
    {
        int record = FindRecord(end);
        if (record < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> fields = end[record..];
        int count = BinaryPrimitives.ReadUInt16LittleEndian(fields[10..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(fields[12..]);
        return count is > 0 and <= MostEntries && length <= record ? ReadNames(end.Slice(record - (int)length, (int)length), count) : null;
    }

    /// <summary>4.3.16: the end of central directory record, whose comment reaches to the end of the file.</summary>
    private static int FindRecord(ReadOnlySpan<byte> end)
    {
        for (int place = end.Length - RecordLength; place >= 0; place--)
        {
            ReadOnlySpan<byte> record = end[place..];
            if (record.StartsWith("PK\x05\x06"u8) && BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length - RecordLength)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>4.3.12: the central directory headers, one behind the other and nothing else.</summary>
    private static List<string>? ReadNames(ReadOnlySpan<byte> directory, int count)
    {
        List<string> names = [];
        while (directory.Length >= HeaderLength && directory.StartsWith("PK\x01\x02"u8))
        {
            int name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int whole = HeaderLength + name + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (whole > directory.Length)
            {
                return null;
            }

            names.Add(Encoding.UTF8.GetString(directory.Slice(HeaderLength, name)));
            directory = directory[whole..];
        }

        return directory.IsEmpty && names.Count == count ? names : null;
    }
}
