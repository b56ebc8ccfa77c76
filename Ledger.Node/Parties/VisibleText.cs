using System.Globalization;
using System.Text;

namespace Ledger.Node.Parties;

/// <summary>The rules for text that is signed and printed: what is seen is what is there.</summary>
internal static class VisibleText
{
    // Letters and marks by category that nevertheless draw nothing: grapheme joiner, Hangul and Khmer fillers.
    private static readonly int[] Invisible = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0];

    /// <summary>Length in Unicode characters (code points), as people count Chinese text.</summary>
    public static int Length(string text)
    {
        int length = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether the text is well-formed and without control, bidirectional, zero-width or private characters.</summary>
    public static bool IsVisible(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            // Most of what is asked about is codes and dates.
            if (rest[0] is > ' ' and <= '~')
            {
                rest = rest[1..];
                continue;
            }

            // Rune.DecodeFromUtf16 tells a lone surrogate from a real U+FFFD; EnumerateRunes does not.
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int length) != System.Buffers.OperationStatus.Done || !IsVisible(rune))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>Whether white space, of any width, begins or ends the text.</summary>
    public static bool HasOuterSpace(string text) =>
        text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));

    private static bool IsVisible(Rune rune)
    {
        // Unassigned characters stay allowed: names use ideographs newer than our Unicode tables.
        bool isNonCharacter = (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
        return !isNonCharacter
            && !Invisible.Contains(rune.Value)
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse);
    }
}
