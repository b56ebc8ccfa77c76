using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Own;

/// <summary>One thing that an application needs.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsThere">Whether it is there and counts.</param>
/// <param name="Why">How it stands, as a sentence.</param>
/// <param name="IsExempt">Whether nothing has to be handed in for it.</param>
public sealed record ShownNeed(TextInBoth Name, bool IsThere, TextInBoth Why, bool IsExempt);
