using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What was measured; rates are medians of the rounds.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Leaves">Leaves of the log.</param>
/// <param name="Events">Events among them.</param>
/// <param name="Licences">Keys in the status map.</param>
/// <param name="MapCommits">Map commits among the leaves.</param>
/// <param name="Rounds">Rounds of each rate.</param>
/// <param name="AuditPerSecond">Leaves a second: files read; leaves, tiles, both trees, rules, status map and map commits recomputed and compared.</param>
/// <param name="BareHashPerSecond">Leaves a second of which only the hashes of both trees are computed, on one thread.</param>
internal sealed record AuditBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    long Leaves,
    long Events,
    long Licences,
    long MapCommits,
    int Rounds,
    double AuditPerSecond,
    double BareHashPerSecond)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        log          {Leaves:N0} leaves: {Events:N0} events about {Licences:N0} licences, {MapCommits:N0} map commits
        audit        {AuditPerSecond:N0} leaves/s from files: tiles, both trees, rules, status map, every map commit; median of {Rounds}
        beside it    {BareHashPerSecond:N0} leaves/s when only both trees are hashed, on one thread: the audit does {AuditPerSecond / BareHashPerSecond:P0} of that
        """);
}
