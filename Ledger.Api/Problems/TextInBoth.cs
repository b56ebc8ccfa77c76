namespace Ledger.Api.Problems;

/// <summary>A sentence in both languages.</summary>
/// <param name="Chinese">Chinese.</param>
/// <param name="English">English.</param>
public sealed record TextInBoth(string Chinese, string English);
