using System.Buffers;
using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>
/// Breaks text into lines by the rules of Chinese typesetting (CLREQ §3.1.3): closing marks don't start a line,
/// opening marks don't end one, a number or a Latin word stays whole as long as it fits; a longer one breaks after its full stops first.
/// </summary>
internal static class TextLines
{
    private static readonly SearchValues<char> NoStart = SearchValues.Create(NotAtStart);
    private static readonly SearchValues<char> NoEnd = SearchValues.Create(NotAtEnd);

    private const string NotAtStart = "、。，．：；！？）〕］｝〉》」』】〗”’…—～·％‰℃),.:;!?]}>%/-々ー";
    private const string NotAtEnd = "（〔［｛〈《「『【〖“‘([{<￥$№";

    /// <summary>The lines in order. Nothing is lost but spaces at the end of a line and the line feeds.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public static List<string> Break(string text, FontChain fonts, double size, double width)
    {
        List<string> lines = [];
        foreach (string paragraph in text.Split('\n'))
        {
            if (fonts.Measure(paragraph, size) <= width)
            {
                lines.Add(paragraph.TrimEnd(' '));
                continue;
            }

            BreakParagraph([.. paragraph.EnumerateRunes()], fonts, size, width, lines);
        }

        return lines;
    }

    private static void BreakParagraph(Rune[] runes, FontChain fonts, double size, double width, List<string> lines)
    {
        bool[] mayBreak = Opportunities(runes, fonts, size, width);
        int start = 0;
        int opportunity = 0;
        double used = 0;
        for (int i = 0; i < runes.Length; i++)
        {
            if (i > start && mayBreak[i])
            {
                opportunity = i;
            }

            used += fonts.For(runes[i]).Width(runes[i], size);
            if (used <= width || i == start || Rune.IsWhiteSpace(runes[i]))
            {
                continue;
            }

            // A word longer than the whole line, without full stops, is cut where the line ends.
            int end = opportunity > start ? opportunity : i;
            lines.Add(Join(runes, start, end));
            start = end;
            opportunity = end;
            used = 0;
            i = end - 1;
        }

        lines.Add(Join(runes, start, runes.Length));
    }

    /// <summary>Whether a line may begin with each of the characters.</summary>
    private static bool[] Opportunities(Rune[] runes, FontChain fonts, double size, double width)
    {
        bool[] may = new bool[runes.Length];
        int start = 0;
        double used = 0;
        for (int i = 0; i < runes.Length; i++)
        {
            if (i > 0 && MayBreak(runes[i - 1], runes[i]))
            {
                (may[i], start, used) = (true, i, 0);
            }

            used += fonts.For(runes[i]).Width(runes[i], size);
            for (int j = start + 1; used > width && j <= i; j++)
            {
                may[j] |= runes[j - 1].Value == '.' && !Contains(NoStart, runes[j]);
            }
        }

        return may;
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (Contains(NoStart, after) || Contains(NoEnd, before) || Rune.IsWhiteSpace(after) || IsMark(after))
        {
            return false;
        }

        return !(IsWord(before) && IsWord(after));
    }

    private static bool Contains(SearchValues<char> set, Rune rune) => rune.IsBmp && set.Contains((char)rune.Value);

    // No ideograph is one, and ideographs are most of what is asked about.
    private static bool IsMark(Rune rune) =>
        rune.Value is < 0x4E00 or > 0x9FFF && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsWord(Rune rune) => rune.Value < 0x2000 && !Rune.IsWhiteSpace(rune);

    private static string Join(Rune[] runes, int start, int end) =>
        string.Concat(runes[start..end].Select(rune => rune.ToString())).TrimEnd(' ');
}
