namespace Ledger.Api.Documents.Drawing;

/// <summary>An sRGB colour and how opaque it lies on what is below (0 to 1).</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue, double Opacity = 1)
{
    /// <summary>Nearly black: values and titles.</summary>
    public static Ink Text { get; } = FromRgb(0x1F1B16);

    /// <summary>The red of official seals.</summary>
    public static Ink Seal { get; } = FromRgb(0xD3141B);

    /// <summary>Reads <c>0xRRGGBB</c>.</summary>
    public static Ink FromRgb(int rgb) => new((byte)((rgb >> 16) & 255), (byte)((rgb >> 8) & 255), (byte)(rgb & 255));
}
