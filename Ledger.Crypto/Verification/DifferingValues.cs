using System.Text;

namespace Ledger.Crypto.Verification;

/// <summary>
/// What a page shows beside what the licence's data says, from shortly before the first difference. Personal: for whoever holds the file; a receipt
/// leaves it out.
/// </summary>
/// <param name="Shown">On the page; empty where it shows nothing.</param>
/// <param name="Data">In the data; empty where it has nothing.</param>
public sealed record DifferingValues(string Shown, string Data)
{
    private const int Before = 12;
    private const int Longest = 60;

    /// <summary>The two as they differ, each at most 60 characters, without what could hide or turn text.</summary>
    public static DifferingValues Of(string shown, string data)
    {
        ArgumentNullException.ThrowIfNull(shown);
        int start = Math.Max(0, shown.AsSpan().CommonPrefixLength(data) - Before);
        start -= start > 0 && char.IsLowSurrogate(shown[start]) ? 1 : 0;
        return new(Part(shown, start), Part(data, start));
    }

    private static string Part(string text, int start)
    {
        int end = Math.Min(text.Length, start + Longest);
        end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        string part = string.Concat(text[start..end].EnumerateRunes().Select(Visible));
        return $"{(start > 0 ? "…" : "")}{part}{(end < text.Length ? "…" : "")}";
    }

    private static Rune Visible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format ? Rune.ReplacementChar : rune;
}
