namespace Ledger.Node.Materials;

/// <summary>The kinds of file that a material may be.</summary>
internal static class MediaTypes
{
    public const string Pdf = "application/pdf";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    /// <summary>GB/T 33190.</summary>
    public const string Ofd = "application/ofd";
    public const string Zip = "application/zip";

    /// <summary>UTF-8, no control characters but tabulators and line ends.</summary>
    public const string Text = "text/plain";

    /// <summary>All that are taken.</summary>
    public static IReadOnlyList<string> All { get; } = [Pdf, Jpeg, Png, Ofd, Zip, Text];

    // ISO/IEC 10918-1, B.2.1: SOI and the first marker; ISO/IEC 15948, 5.2.
    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file of the kind can carry the signature of the system that issued it.</summary>
    public static bool CanBeSigned(string mediaType) => mediaType is Pdf or Ofd;

    /// <summary>What its first bytes say a file is; an OFD file is a ZIP file here. Null where they say nothing.</summary>
    public static string? FromStart(ReadOnlySpan<byte> start) =>
        start.StartsWith("%PDF-"u8) ? Pdf
        : start.StartsWith(JpegStart) ? Jpeg
        : start.StartsWith(PngStart) ? Png
        : start.StartsWith("PK\x03\x04"u8) ? Zip
        : null;
}
