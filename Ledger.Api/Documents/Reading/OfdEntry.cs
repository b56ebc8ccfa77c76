using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Ledger.Api.Documents.Reading;

/// <summary>Where one file of a package lies, by both of its headers (APPNOTE 4.3.7, 4.3.12).</summary>
/// <param name="Start">Where its own header begins.</param>
/// <param name="IsDeflated">Whether it is compressed.</param>
/// <param name="Checksum">CRC-32 it claims.</param>
/// <param name="Length">Length it claims, in bytes.</param>
/// <param name="Stored">The bytes in the package.</param>
/// <param name="End">Where they end.</param>
internal sealed record OfdEntry(int Start, bool IsDeflated, uint Checksum, int Length, ReadOnlyMemory<byte> Stored, int End)
{
    private const uint FileMark = 0x04034B50;
    private const int FileHeader = 30;
    private const int Encrypted = 1;
    private const int Deflated = 8;

    /// <summary>Reads both headers.</summary>
    /// <param name="file">The package.</param>
    /// <param name="header">The header in the directory.</param>
    /// <param name="name">The name there.</param>
    /// <exception cref="OfdRejectedException">They disagree, or it is written in a way that is not read.</exception>
    public static OfdEntry Read(ReadOnlyMemory<byte> file, ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        int method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        if (method is not (0 or Deflated) || (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & Encrypted) != 0)
        {
            throw Malformed("A file of the package is encrypted, or compressed in an unusual way.");
        }

        if (start + FileHeader > file.Length || BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(int)start..]) != FileMark)
        {
            throw Malformed("The package's directory points where no file begins.");
        }

        ReadOnlySpan<byte> own = file.Span.Slice((int)start, FileHeader);
        int ownName = BinaryPrimitives.ReadUInt16LittleEndian(own[26..]);
        long data = start + FileHeader + ownName + BinaryPrimitives.ReadUInt16LittleEndian(own[28..]);
        if (data + stored > file.Length || length > OfdLimits.InflatedLength)
        {
            throw Malformed("A file of the package is longer than the package.");
        }

        bool sameName = file.Span.Slice((int)start + FileHeader, ownName).SequenceEqual(name);
        return sameName && BinaryPrimitives.ReadUInt16LittleEndian(own[8..]) == method
            ? new((int)start, method == Deflated, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]), (int)length, file.Slice((int)data, (int)stored), (int)(data + stored))
            : throw Malformed("The two headers of a file of the package disagree.");
    }

    /// <summary>The content, whose length and checksum are as claimed.</summary>
    /// <param name="room">The most bytes it may have.</param>
    /// <param name="checkTime">Called now and then; throws when there is no more time.</param>
    /// <exception cref="OfdRejectedException">It is damaged, or larger than a file of its compressed size may become.</exception>
    public byte[] Inflate(long room, Action checkTime)
    {
        long limit = Math.Min(room, Math.Max(OfdLimits.FreelyInflated, (long)OfdLimits.InflationRatio * Stored.Length));
        if (Length > limit)
        {
            throw new OfdRejectedException(OfdRejection.TooLarge, "The package inflates to more than any licence has.");
        }

        byte[] content = IsDeflated ? Inflated(checkTime) : Stored.ToArray();
        if (content.Length != Length || Crc32.Of(content) != Checksum)
        {
            throw Malformed("A file of the package is damaged.");
        }

        return IsArchive(content) ? throw Malformed("The package contains another archive.") : content;
    }

    private static OfdRejectedException Malformed(string message, Exception? inner = null) => new(OfdRejection.Malformed, message, inner);

    /// <summary>ZIP, gzip, 7z, RAR, xz: what a careless program would go on to open.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> content) => content
        is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [0x1F, 0x8B, 8, ..]
        or [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [0xFD, (byte)'7', (byte)'z', (byte)'X', ..];

    private byte[] Inflated(Action checkTime)
    {
        ArrayBufferWriter<byte> output = new();
        try
        {
            using MemoryStream compressed = new(Stored.ToArray());
            using DeflateStream inflater = new(compressed, CompressionMode.Decompress);
            int count;
            while ((count = inflater.Read(output.GetSpan(32 * 1024))) > 0)
            {
                output.Advance(count);
                checkTime();
                if (output.WrittenCount > Length)
                {
                    throw Malformed("A file of the package is longer than it says.");
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Malformed("A file of the package is damaged.", exception);
        }

        return output.WrittenSpan.ToArray();
    }
}
