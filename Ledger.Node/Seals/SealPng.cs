using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ledger.Node.Seals;

/// <summary>Checks a PNG file (PNG, third edition): whole, of a decent size, and nothing but a picture.</summary>
internal static class SealPng
{
    /// <summary>The fewest and the most pixels each way.</summary>
    public const int LeastPixels = 64;

    /// <inheritdoc cref="LeastPixels"/>
    public const int MostPixels = 2048;

    // Chunks that make up or describe the picture; text, profiles and animation are left out.
    private static readonly HashSet<string> Known = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether the bytes begin as a PNG file does.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>The first thing wrong with it, without a full stop; null where nothing is.</summary>
    public static (string Chinese, string English)? FindFault(byte[] file)
    {
        int at = Signature.Length;
        byte[]? header = null;
        bool isEnded = false;
        using MemoryStream data = new();
        while (!isEnded)
        {
            if (!TryReadChunk(file, ref at, out string type, out ReadOnlySpan<byte> content))
            {
                return ("文件不完整或已损坏", "the file is not whole, or damaged");
            }

            bool isFirst = header is null;
            if (!Known.Contains(type) || isFirst != (type == "IHDR"))
            {
                return ("含有不允许的数据块", "it has a part that is not permitted, or in the wrong place");
            }

            header ??= content.ToArray();
            if (type == "IDAT")
            {
                data.Write(content);
            }

            isEnded = type == "IEND";
        }

        return at != file.Length ? ("图片之后另有内容", "something follows the picture") : FaultOf(header!, data);
    }

    private static (string Chinese, string English)? FaultOf(byte[] header, MemoryStream data)
    {
        // 11.2.1: width, height, bit depth, colour type, compression, filter, interlace.
        if (header.Length != 13)
        {
            return ("文件头有误", "its header is wrong");
        }

        (long width, long height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)));
        if (width is < LeastPixels or > MostPixels || height is < LeastPixels or > MostPixels)
        {
            return ($"宽高应为 {LeastPixels} 至 {MostPixels} 像素", $"it is {LeastPixels} to {MostPixels} pixels wide and high");
        }

        if (BitsOf(header[8], header[9]) is not int bits || header[10] != 0 || header[11] != 0 || header[12] != 0)
        {
            return ("颜色或存储方式不受支持（不支持隔行）", "its colours or the way it is stored are not taken; interlaced ones are not");
        }

        long expected = height * (1 + (((width * bits) + 7) / 8));
        return Inflated(data, expected) ? null : ("像素数据有误", "its pixels are not what its header says");
    }

    // Table 11.1.
    private static int? BitsOf(byte depth, byte colour) => (colour, depth) switch
    {
        (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => depth,
        (2, 8 or 16) => 3 * depth,
        (4, 8 or 16) => 2 * depth,
        (6, 8 or 16) => 4 * depth,
        _ => null,
    };

    /// <summary>Whether the data inflate to so many bytes; never more than one beyond that are asked for.</summary>
    private static bool Inflated(MemoryStream data, long expected)
    {
        data.Position = 0;
        using ZLibStream inflated = new(data, CompressionMode.Decompress);
        byte[] part = new byte[64 << 10];
        long total = 0;
        try
        {
            int read;
            while (total <= expected && (read = inflated.Read(part)) > 0)
            {
                total += read;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return total == expected;
    }

    // Annex D.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }

    private static bool TryReadChunk(byte[] file, ref int at, out string type, out ReadOnlySpan<byte> content)
    {
        const int Around = 12; // length, type, CRC
        type = "";
        content = default;
        if (file.Length - at < Around)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
        if (length > file.Length - at - Around)
        {
            return false;
        }

        ReadOnlySpan<byte> covered = file.AsSpan(at + 4, 4 + (int)length);
        type = Encoding.ASCII.GetString(covered[..4]);
        content = covered[4..];
        at += Around + (int)length;
        return Crc32(covered) == BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at - 4));
    }
}
