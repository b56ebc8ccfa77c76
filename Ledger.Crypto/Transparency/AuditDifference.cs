namespace Ledger.Crypto.Transparency;

/// <summary>The first place where a log is not what it should be.</summary>
/// <param name="Chinese">What differs and where.</param>
/// <param name="English">The same.</param>
public sealed record AuditDifference(string Chinese, string English);
