using System.Text;

namespace Ledger.Api.Documents.Fonts;

/// <summary>A font for most characters and others, in order, for those it lacks. A later font is read when first needed.</summary>
internal sealed class FontChain
{
    // Below lie Latin, Greek and Cyrillic; from here on ideographs and their marks.
    private const int FirstIdeographic = 0x2000;

    private readonly IReadOnlyList<Lazy<TrueTypeFont>> _fonts;
    private readonly Lazy<TrueTypeFont>? _latin;

    // What was found for each character of the basic plane. Two threads may find the same twice.
    private readonly TrueTypeFont?[] _found = new TrueTypeFont?[0x10000];

    /// <param name="fonts">The fonts in order.</param>
    public FontChain(params IReadOnlyList<Lazy<TrueTypeFont>> fonts) => _fonts = fonts;

    private FontChain(Lazy<TrueTypeFont> latin, FontChain others)
        : this(others._fonts) => _latin = latin;

    /// <summary>A chain with another font before all for letters and digits.</summary>
    public static FontChain WithLatin(Lazy<TrueTypeFont> latin, FontChain others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(latin, others);
    }

    /// <summary>The first font that has the character.</summary>
    /// <exception cref="ArgumentException">None has it. A licence with a hole where a name belongs must not be made.</exception>
    public TrueTypeFont For(Rune rune) => Find(rune)
        ?? throw new ArgumentException(
            $"No installed font draws U+{rune.Value:X4}; install a font that has it and add it to the font chain.");

    /// <summary>The first character none of the fonts has, so that it can be refused before anything is issued; or null.</summary>
    public Rune? FirstMissing(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value != '\n' && Find(rune) is null)
            {
                return rune;
            }
        }

        return null;
    }

    /// <summary>The width of a line in points, <paramref name="spacing"/> after each character included.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public double Measure(string text, double size, double spacing = 0)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += For(rune).Width(rune, size) + spacing;
        }

        return width;
    }

    private TrueTypeFont? Find(Rune rune)
    {
        if (!rune.IsBmp)
        {
            return Search(rune);
        }

        return _found[rune.Value] ??= Search(rune);
    }

    private TrueTypeFont? Search(Rune rune)
    {
        // A control character has no picture, though some fonts map one to a blank.
        return Rune.IsControl(rune) ? null
            : rune.Value < FirstIdeographic && _latin is { } latin && latin.Value.Glyph(rune) != 0 ? latin.Value
            : _fonts.FirstOrDefault(font => font.Value.Glyph(rune) != 0)?.Value;
    }
}
