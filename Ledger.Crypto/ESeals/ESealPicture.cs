using System.Formats.Asn1;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.ESeals;

/// <summary>The picture a seal shows (SES_ESPictureInfo).</summary>
/// <param name="Type"><c>PNG</c> or <c>SVG</c> in seals made here; others may hold other types, in capitals.</param>
/// <param name="Data">The file, at most <see cref="MaxLength"/> bytes. Read from a seal it is anyone's: show it only as an image.</param>
/// <param name="Width">Width on paper in millimetres, at least 1.</param>
/// <param name="Height">Height on paper in millimetres, at least 1.</param>
public sealed record ESealPicture(string Type, ReadOnlyMemory<byte> Data, int Width, int Height)
{
    /// <summary>Largest picture, in bytes.</summary>
    public const int MaxLength = 512 * 1024;

    private const int MaxMillimetres = 1000;

    /// <summary>A picture from the bytes of a PNG or SVG file.</summary>
    /// <exception cref="ArgumentException">Neither a PNG nor an SVG file, too large, or a size that no seal has.</exception>
    public static ESealPicture FromFile(ReadOnlyMemory<byte> file, int width, int height)
    {
        string type = file.Span switch
        {
            // PNG (third edition), 5.2
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "PNG",
            [(byte)'<', ..] when file.Span.IndexOf("<svg"u8) >= 0 => "SVG",
            _ => throw new ArgumentException("A seal's picture is a PNG or an SVG file.", nameof(file)),
        };
        ESealPicture picture = new(type, file, width, height);
        return picture.IsWithinLimits()
            ? picture
            : throw new ArgumentException("The picture is too large, or its size is out of range.", nameof(file));
    }

    internal static ESealPicture Read(AsnReader reader)
    {
        AsnReader fields = reader.ReadSequence();
        ESealPicture picture = new(
            fields.ReadCharacterString(UniversalTagNumber.IA5String),
            fields.ReadOctetString(),
            Der.ReadNumber(fields),
            Der.ReadNumber(fields));
        fields.ThrowIfNotEmpty();
        return picture.IsWithinLimits() ? picture : throw new FormatException("A seal's picture is out of range.");
    }

    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, Type);
            writer.WriteOctetString(Data.Span);
            writer.WriteInteger(Width);
            writer.WriteInteger(Height);
        }
    }

    private bool IsWithinLimits() =>
        Data.Length <= MaxLength && Width is > 0 and <= MaxMillimetres && Height is > 0 and <= MaxMillimetres;
}
