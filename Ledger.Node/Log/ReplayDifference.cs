namespace Ledger.Node.Log;

/// <summary>Something stored that is not what the log adds up to.</summary>
/// <param name="Chinese">What differs, in one sentence.</param>
/// <param name="English">The same in English.</param>
internal sealed record ReplayDifference(string Chinese, string English);
