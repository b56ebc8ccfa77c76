namespace Ledger.Api.Health;

/// <summary>The process answers.</summary>
/// <param name="Status">Always <c>live</c>.</param>
public sealed record LiveResponse(string Status);

/// <summary>Whether the node can issue.</summary>
/// <param name="Mode"><c>writing</c>, <c>waiting</c>, <c>quarantined</c> or <c>poisoned</c>.</param>
/// <param name="Origin">Its log.</param>
/// <param name="LogSize">Leaves under the newest signed checkpoint.</param>
/// <param name="Chinese">Why it does not write; empty while it does.</param>
/// <param name="English">The same in English.</param>
public sealed record ReadyResponse(string Mode, string Origin, long LogSize, string Chinese, string English);

/// <summary>How far the log is anchored.</summary>
/// <param name="State"><c>anchored</c>, <c>pending</c> (上链待确认), <c>mismatch</c> or <c>off</c>.</param>
/// <param name="AnchoredSize">Leaves under the newest final anchor.</param>
/// <param name="LogSize">Leaves under the newest signed checkpoint.</param>
/// <param name="PendingSince">Since when something waits.</param>
/// <param name="Reason">Why the last attempt did not get on.</param>
public sealed record AnchoringResponse(
    string State, long AnchoredSize, long LogSize, DateTimeOffset? PendingSince, string? Reason);
