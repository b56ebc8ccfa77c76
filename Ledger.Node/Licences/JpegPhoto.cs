using System.Buffers.Binary;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Licences;

/// <summary>
/// A photograph of a holder: a baseline JPEG file (ITU-T T.81) of at most 50 KiB, 200 to 300 pixels an inch where it is printed, 25 × 35 mm.
/// Only what a picture needs is let through: no EXIF with the place where it was taken, no comments, nothing behind the picture.
/// </summary>
/// <param name="File">The whole file.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsGray">Whether it has brightness only.</param>
internal sealed record JpegPhoto(ReadOnlyMemory<byte> File, int Width, int Height, bool IsGray)
{
    /// <summary>The longest file, in bytes.</summary>
    public const int MaximumBytes = 50 * 1024;

    // 25 × 35 mm at 200 and at 300 pixels an inch, rounded outwards.
    public const int LeastWidth = 196;
    public const int MostWidth = 296;
    public const int LeastHeight = 275;
    public const int MostHeight = 414;

    private const byte StartOfFrame = 0xC0;
    private const byte HuffmanTables = 0xC4;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte QuantisationTables = 0xDB;
    private const byte RestartInterval = 0xDD;
    private const byte Jfif = 0xE0;

    /// <summary>What stands for it in the licence: its SM3 in lower-case hexadecimal digits.</summary>
    public string Digest => Sm3.Hash(File.Span).ToHex();

    /// <summary>Reads the head of a file and walks through all of it.</summary>
    /// <param name="file">Anything at all.</param>
    /// <exception cref="FormatException">It is no such photograph; the message says why, in English.</exception>
    public static JpegPhoto Parse(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaximumBytes)
        {
            throw new FormatException($"A photo has at most {MaximumBytes} bytes.");
        }

        try
        {
            return Walk(file);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new FormatException("The photo is cut short.", e);
        }
    }

    private static JpegPhoto Walk(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> rest = file.Span;
        Require(rest is [0xFF, StartOfImage, ..], "It is no JPEG file.");
        rest = rest[2..];
        (int Width, int Height, bool IsGray)? frame = null;
        while (true)
        {
            Require(rest[0] == 0xFF, "A JPEG segment does not begin where one should.");
            byte marker = rest[1];
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..4]);
            ReadOnlySpan<byte> segment = rest[4..(2 + length)];
            rest = rest[(2 + length)..];
            switch (marker)
            {
                case QuantisationTables or HuffmanTables or RestartInterval:
                    break;
                case Jfif:
                    Require(segment.StartsWith("JFIF\0"u8) && segment.Length == 14, "The JFIF head has another form, or a thumbnail.");
                    break;
                case StartOfFrame:
                    Require(frame is null, "The photo has two frames.");
                    frame = ReadFrame(segment);
                    break;
                case StartOfScan:
                    Require(frame is not null, "The photo's scan comes before its frame.");
                    RequireOneScan(rest);
                    return new JpegPhoto(file, frame!.Value.Width, frame.Value.Height, frame.Value.IsGray);
                default:
                    throw new FormatException($"Only baseline JPEG without EXIF, comments and other extras is taken; segment FF{marker:X2} is none of it.");
            }
        }
    }

    private static (int Width, int Height, bool IsGray) ReadFrame(ReadOnlySpan<byte> segment)
    {
        (int height, int width, int components) =
            (BinaryPrimitives.ReadUInt16BigEndian(segment[1..3]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..5]), segment[5]);
        Require(segment[0] == 8 && components is 1 or 3 && segment.Length == 6 + (3 * components), "A photo has 8 bits, and is grey or in three colours.");
        Require(
            width is >= LeastWidth and <= MostWidth && height is >= LeastHeight and <= MostHeight,
            $"A photo is {LeastWidth} to {MostWidth} pixels wide and {LeastHeight} to {MostHeight} high: 25 × 35 mm at 200 to 300 dpi.");
        return (width, height, components == 1);
    }

    /// <summary>One scan to the end of the file: inside it FF is followed by 00 or a restart mark.</summary>
    private static void RequireOneScan(ReadOnlySpan<byte> scan)
    {
        int at = 0;
        while (true)
        {
            int mark = scan[at..].IndexOf((byte)0xFF);
            Require(mark >= 0 && at + mark + 1 < scan.Length, "The photo has no end.");
            byte next = scan[at + mark + 1];
            at += mark + 2;
            if (next == EndOfImage)
            {
                Require(at == scan.Length, "Something follows the end of the photo.");
                return;
            }

            Require(next is 0 or >= 0xD0 and <= 0xD7, "A baseline photo has one scan and nothing in it.");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
