using Ledger.Api.Documents.Drawing;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>The colours of one licence.</summary>
/// <param name="Paper">The ground.</param>
/// <param name="Line">Borders and rules.</param>
/// <param name="Pale">Fine lines of the ground.</param>
/// <param name="Title">The name of the licence.</param>
/// <param name="Label">Names of fields.</param>
internal sealed record Palette(Ink Paper, Ink Line, Ink Pale, Ink Title, Ink Label)
{
    private static readonly Palette Gold = Of(0xFFFDF7, 0xB08A3A, 0xEFE4C6, 0x7E1416, 0x6A4E1C);
    private static readonly Palette Red = Of(0xFFFAF8, 0xB2453F, 0xF3D9D3, 0x8C1418, 0x7A2B26);
    private static readonly Palette Green = Of(0xFAFDF8, 0x4E8A4A, 0xD6E8D0, 0x7E1416, 0x2F5E2E);
    private static readonly Palette Blue = Of(0xF8FBFE, 0x3F72A8, 0xD3E2F0, 0x173F70, 0x2A517E);
    private static readonly Palette Teal = Of(0xF7FCFC, 0x2F8088, 0xCFE6E7, 0x0F4E58, 0x23616A);
    private static readonly Palette Violet = Of(0xFCF9FD, 0x8A62A0, 0xE5D8EC, 0x5A2C74, 0x623F78);

    /// <summary>Small print, of every family.</summary>
    public static Ink Small { get; } = Ink.FromRgb(0x5F5A50);

    /// <summary>A family of colours.</summary>
    public static Palette Of(LookColour colour) => colour switch
    {
        LookColour.Gold => Gold,
        LookColour.Red => Red,
        LookColour.Green => Green,
        LookColour.Blue => Blue,
        LookColour.Teal => Teal,
        LookColour.Violet => Violet,
        _ => throw new ArgumentOutOfRangeException(nameof(colour)),
    };

    private static Palette Of(int paper, int line, int pale, int title, int label) =>
        new(Ink.FromRgb(paper), Ink.FromRgb(line), Ink.FromRgb(pale), Ink.FromRgb(title), Ink.FromRgb(label));
}
