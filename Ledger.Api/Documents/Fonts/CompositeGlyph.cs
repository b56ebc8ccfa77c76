using System.Buffers.Binary;

namespace Ledger.Api.Documents.Fonts;

/// <summary>Walks the parts of a glyph that is put together from others (OpenType <c>glyf</c>, composite description).</summary>
internal static class CompositeGlyph
{
    public const int WordArguments = 0x0001;
    public const int ArgumentsAreOffsets = 0x0002;
    public const int OneScale = 0x0008;
    public const int TwoScales = 0x0040;
    public const int TwoByTwo = 0x0080;
    private const int MoreComponents = 0x0020;

    /// <summary>Length of the header before the first part or contour.</summary>
    public const int HeaderLength = 10;

    /// <summary>Whether the glyph has parts instead of contours.</summary>
    public static bool Is(ReadOnlySpan<byte> glyph) =>
        glyph.Length >= HeaderLength && BinaryPrimitives.ReadInt16BigEndian(glyph) < 0;

    /// <summary>Where each part's record starts.</summary>
    /// <exception cref="FormatException">The description is cut short.</exception>
    public static List<int> Parts(ReadOnlySpan<byte> glyph)
    {
        List<int> parts = [];
        int position = HeaderLength;
        int flags = MoreComponents;
        while ((flags & MoreComponents) != 0)
        {
            if (position + 4 > glyph.Length)
            {
                throw new FormatException("A composite glyph is cut short.");
            }

            parts.Add(position);
            flags = BinaryPrimitives.ReadUInt16BigEndian(glyph[position..]);
            position += 4 + ArgumentLength(flags) + ScaleLength(flags);
        }

        return position > glyph.Length ? throw new FormatException("A composite glyph is cut short.") : parts;
    }

    public static int ArgumentLength(int flags) => (flags & WordArguments) != 0 ? 4 : 2;

    private static int ScaleLength(int flags) =>
        (flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & TwoByTwo) != 0 ? 8 : 0;
}
