using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Raster;

/// <summary>Writes a picture of one colour and sixteen opacities as PNG (third edition): four bits a pixel.</summary>
internal static class PngWriter
{
    private const int Levels = 16;
    private const byte BitDepth = 4;
    private const byte Indexed = 3;

    /// <summary>The file.</summary>
    /// <param name="canvas">What was drawn.</param>
    /// <param name="ink">In which colour.</param>
    /// <param name="pixelsPerMetre">How large it is on paper.</param>
    public static byte[] Write(RasterCanvas canvas, Ink ink, int pixelsPerMetre)
    {
        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), canvas.Height);
        (header[8], header[9]) = (BitDepth, Indexed);
        Chunk(file, "IHDR", header);
        Chunk(file, "PLTE", [.. Enumerable.Range(0, Levels).SelectMany(_ => new[] { ink.Red, ink.Green, ink.Blue })]);
        Chunk(file, "tRNS", [.. Enumerable.Range(0, Levels).Select(level => (byte)(level * 255 / (Levels - 1)))]);
        byte[] size = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(size, pixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), pixelsPerMetre);
        size[8] = 1; // the unit is the metre
        Chunk(file, "pHYs", size);
        Chunk(file, "IDAT", Pixels(canvas));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Pixels(RasterCanvas canvas)
    {
        using MemoryStream data = new();
        using (ZLibStream deflater = new(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] line = new byte[1 + ((canvas.Width + 1) / 2)];
            for (int y = 0; y < canvas.Height; y++)
            {
                Array.Clear(line);
                for (int x = 0; x < canvas.Width; x++)
                {
                    int level = (int)Math.Round(canvas.InkOfPixels[(y * canvas.Width) + x] * (Levels - 1));
                    line[1 + (x / 2)] |= (byte)(level << (x % 2 == 0 ? BitDepth : 0));
                }

                deflater.Write(line);
            }
        }

        return data.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(named));
        file.Write(number);
    }
}
