using System.Text.Json.Nodes;

namespace Ledger.Node.Importing;

/// <summary>
/// Reads what other systems pass off as JSON: objects whose names and texts stand in apostrophes, <c>{'ZZMC':'…'}</c>, an apostrophe
/// inside written <c>\'</c>. JSON itself is read too. What is ambiguous is refused, not repaired. Bounded in length, depth and count.
/// </summary>
internal static class PseudoJson
{
    /// <summary>The longest text in UTF-16 units.</summary>
    public const int MaximumLength = 256 << 10;

    /// <summary>Objects and arrays inside one another at most, the outermost included.</summary>
    public const int MaximumDepth = 8;

    /// <summary>Members and elements of the whole text at most.</summary>
    public const int MaximumValues = 2_000;

    /// <summary>Reads one object and nothing after it but white space.</summary>
    /// <returns>
    /// Objects, arrays and texts alone: numbers, <c>true</c> and <c>false</c> as they are written, and members that are <c>null</c> left out.
    /// </returns>
    /// <exception cref="FormatException">For whatever is refused; no other exception, whatever the text, which the message does not repeat.</exception>
    public static JsonObject Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaximumLength
            ? new PseudoJsonParser(text).ReadWhole()
            : throw new FormatException($"The text has more than {MaximumLength} characters.");
    }
}
