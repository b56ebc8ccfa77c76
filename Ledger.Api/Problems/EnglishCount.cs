using System.Globalization;

namespace Ledger.Api.Problems;

/// <summary>Numbers with their nouns in English, which has another form for one.</summary>
internal static class EnglishCount
{
    /// <summary>The number and its noun, such as <c>1 row</c> and <c>1,200 rows</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="more">The noun for any other number; null where it is the first with an s.</param>
    public static string Of(long count, string one, string? more = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Noun(count, one, more)}");

    /// <summary>The noun alone, for where the number stands apart.</summary>
    public static string Noun(long count, string one, string? more = null) => count == 1 ? one : more ?? one + "s";
}
