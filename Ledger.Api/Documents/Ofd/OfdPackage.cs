using System.Buffers.Binary;
using System.Text;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Documents.Ofd;

/// <summary>
/// The one ZIP form (APPNOTE 6.3) that sealed licences have: no comments, no extra fields, no times, nothing between or behind.
/// The parts decide every byte, so that a reader writes the package again and compares.
/// </summary>
internal static class OfdPackage
{
    private const ushort Version = 20; // APPNOTE 4.4.3.2: deflate
    private const ushort Utf8Names = 1 << 11; // 4.4.4
    private const ushort FirstDay = (1 << 5) | 1; // 1980-01-01, the first that can be written
    private const ushort Deflated = 8;

    /// <summary>The package's bytes.</summary>
    public static byte[] Write(IReadOnlyList<OfdPart> parts)
    {
        using MemoryStream package = new();
        List<int> offsets = [];
        foreach (OfdPart part in parts)
        {
            offsets.Add((int)package.Position);
            WriteFile(package, part);
        }

        int directory = (int)package.Position;
        for (int i = 0; i < parts.Count; i++)
        {
            WriteEntry(package, parts[i], offsets[i]);
        }

        WriteEnd(package, parts.Count, directory);
        return package.ToArray();
    }

    /// <summary>SM3 of the bytes that parts take at the start of a package, their headers included.</summary>
    public static Digest DigestOf(IEnumerable<OfdPart> parts)
    {
        using MemoryStream start = new();
        foreach (OfdPart part in parts)
        {
            WriteFile(start, part);
        }

        return Sm3.Hash(start.GetBuffer().AsSpan(0, (int)start.Length));
    }

    // Local file header, 4.3.7.
    private static void WriteFile(MemoryStream package, OfdPart part)
    {
        WriteInteger(package, 0x04034B50);
        WriteShort(package, Version);
        WriteCommon(package, part);
        WriteShort(package, 0);
        package.Write(Encoding.UTF8.GetBytes(part.Name));
        package.Write(part.Stored.Span);
    }

    // Central directory header, 4.3.12.
    private static void WriteEntry(MemoryStream package, OfdPart part, int offset)
    {
        WriteInteger(package, 0x02014B50);
        WriteShort(package, Version);
        WriteShort(package, Version);
        WriteCommon(package, part);
        WriteShort(package, 0);
        WriteShort(package, 0);
        WriteShort(package, 0);
        WriteShort(package, 0);
        WriteInteger(package, 0);
        WriteInteger(package, (uint)offset);
        package.Write(Encoding.UTF8.GetBytes(part.Name));
    }

    /// <summary>What both headers have in common, from flags to length of the name.</summary>
    private static void WriteCommon(MemoryStream package, OfdPart part)
    {
        WriteShort(package, Utf8Names);
        WriteShort(package, part.IsDeflated ? Deflated : (ushort)0);
        WriteShort(package, 0);
        WriteShort(package, FirstDay);
        WriteInteger(package, part.Checksum);
        WriteInteger(package, (uint)part.Stored.Length);
        WriteInteger(package, (uint)part.Length);
        WriteShort(package, checked((ushort)Encoding.UTF8.GetByteCount(part.Name)));
    }

    // End of central directory record, 4.3.16.
    private static void WriteEnd(MemoryStream package, int count, int directory)
    {
        int length = (int)package.Position - directory;
        WriteInteger(package, 0x06054B50);
        WriteInteger(package, 0);
        WriteShort(package, checked((ushort)count));
        WriteShort(package, checked((ushort)count));
        WriteInteger(package, (uint)length);
        WriteInteger(package, (uint)directory);
        WriteShort(package, 0);
    }

    private static void WriteShort(MemoryStream package, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        package.Write(bytes);
    }

    private static void WriteInteger(MemoryStream package, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        package.Write(bytes);
    }
}
