namespace Ledger.Crypto.Verification;

/// <summary>What is found about a copy.</summary>
/// <param name="Statement">What the copy says of itself; null where it cannot be read.</param>
/// <param name="Checks">Every check made, in order.</param>
public sealed record CopyReport(CopyStatement? Statement, IReadOnlyList<Check> Checks);
