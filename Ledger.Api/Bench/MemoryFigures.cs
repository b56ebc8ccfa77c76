namespace Ledger.Api.Bench;

/// <summary>What a node's process has resident at a number of licences: started over them, so that nothing is left of their writing.</summary>
/// <param name="Licences">The number.</param>
/// <param name="StartSeconds">From the process's start until the node was ready to issue.</param>
/// <param name="AtStartBytes">Resident then.</param>
/// <param name="BehindQueriesBytes">Resident behind the mixed queries.</param>
/// <param name="BehindTwiceBytes">Resident behind as many more.</param>
internal sealed record MemoryFigures(long Licences, double StartSeconds, long AtStartBytes, long BehindQueriesBytes, long BehindTwiceBytes);
