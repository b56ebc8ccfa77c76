using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Counter;

/// <summary>One thing that a page says of what it is about.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The value, in both languages the same or not.</param>
/// <param name="IsCode">Whether it is read character by character.</param>
public sealed record ShownFact(TextInBoth Label, TextInBoth Value, bool IsCode = false)
{
    /// <summary>A value that is the same in both languages.</summary>
    internal static ShownFact Of(string chinese, string english, string value, bool isCode = false) =>
        new(new TextInBoth(chinese, english), new TextInBoth(value, value), isCode);
}
