namespace Ledger.Api.Bench;

/// <summary>What honest callers saw.</summary>
/// <param name="Asked">Requests.</param>
/// <param name="Failed">Of them without a good answer.</param>
/// <param name="P50Milliseconds">Half of the others were answered within this time.</param>
/// <param name="P99Milliseconds">99 of 100 were.</param>
internal sealed record ProbeFigures(int Asked, int Failed, double P50Milliseconds, double P99Milliseconds);
