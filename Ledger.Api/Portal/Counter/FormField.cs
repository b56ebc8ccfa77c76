using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Counter;

/// <summary>A field of a form that a licence type makes.</summary>
/// <param name="Name">Its name in the form.</param>
/// <param name="Label">What it is called.</param>
/// <param name="IsRequired">Whether a licence without it is refused.</param>
/// <param name="IsDate">Whether it is a day.</param>
/// <param name="Longest">Most characters.</param>
/// <param name="Choices">The values that it may have; empty for any.</param>
public sealed record FormField(string Name, TextInBoth Label, bool IsRequired, bool IsDate, int Longest, IReadOnlyList<Choice> Choices);
