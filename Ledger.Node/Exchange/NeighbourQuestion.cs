namespace Ledger.Node.Exchange;

/// <summary>What another province's node is asked.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query at its address.</param>
/// <param name="Content">JSON; null for none.</param>
/// <param name="IdempotencyKey">For what it writes; null for reading.</param>
internal sealed record NeighbourQuestion(HttpMethod Method, string Path, byte[]? Content = null, string? IdempotencyKey = null);
