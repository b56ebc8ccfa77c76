using System.Text;
using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>The rules for texts and lists in definitions of the catalogue.</summary>
internal static class CatalogueText
{
    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 128;

    /// <summary>Most items of a list of codes.</summary>
    public const int MostListed = 500;

    /// <summary>Null for a text of one to so many characters, all visible, without outer space, in normal form C.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="text">The text; null is right.</param>
    /// <param name="longest">Most Unicode characters.</param>
    public static CatalogueFault? FindFault(string name, string? text, int longest) => text is null || Fits(text, longest)
        ? null
        : new($"{name} 应为 1 至 {longest} 个可见字符", $"{name} has 1 to {longest} visible characters");

    /// <summary>The first thing wrong with a list, or null; a list that is left out is right.</summary>
    /// <param name="name">What the list is called.</param>
    /// <param name="items">The list.</param>
    /// <param name="isRight">Whether an item is what it should be.</param>
    public static CatalogueFault? FindListFault(string name, IReadOnlyList<string>? items, Func<string, bool> isRight)
    {
        ArgumentNullException.ThrowIfNull(isRight);
        return items is null ? null
            : items.Count is 0 or > MostListed ? new($"{name} 应列 1 至 {MostListed} 项", $"{name} lists 1 to {MostListed} items")
            : items.Distinct(StringComparer.Ordinal).Count() != items.Count ? new($"{name} 有重复项", $"{name} has an item twice")
            : items.FirstOrDefault(item => !isRight(item)) is { } wrong ? new($"{name} 中的「{wrong}」无效", $"{name} has an unknown item \"{wrong}\"")
            : null;
    }

    /// <summary>Whether a text has one to so many characters, all visible, without outer space, in normal form C.</summary>
    public static bool Fits(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0
            && text.Length <= 2 * longest
            && VisibleText.Length(text) <= longest
            && VisibleText.IsVisible(text)
            && !VisibleText.HasOuterSpace(text)
            && text.IsNormalized(NormalizationForm.FormC);
    }
}
