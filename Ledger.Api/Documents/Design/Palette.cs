using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Design;

/// <summary>The colours of a licence.</summary>
internal static class Palette
{
    public static Ink Paper { get; } = Ink.FromRgb(0xFFFDF7);

    public static Ink Gold { get; } = Ink.FromRgb(0xB08A3A);

    public static Ink PaleGold { get; } = Ink.FromRgb(0xEFE4C6);

    public static Ink Title { get; } = Ink.FromRgb(0x7E1416);

    public static Ink Label { get; } = Ink.FromRgb(0x6A4E1C);

    public static Ink Small { get; } = Ink.FromRgb(0x6B655A);
}
