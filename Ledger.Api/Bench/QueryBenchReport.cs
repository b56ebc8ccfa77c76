using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What finding licences costs.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Licences">Licences in the ledger.</param>
/// <param name="LogSize">Leaves of its log.</param>
/// <param name="WrittenPerSecond">Licences a second while they were written, index rows and what became of them included; no signatures.</param>
/// <param name="Queries">The figures of each kind of query.</param>
/// <param name="AtATenth">Memory with a tenth of the licences.</param>
/// <param name="Before">Memory with all of them.</param>
/// <param name="After">The same behind the mixed queries.</param>
/// <param name="MixedQueries">How many those were.</param>
internal sealed record QueryBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    long Licences,
    long LogSize,
    double WrittenPerSecond,
    IReadOnlyList<QueryFigures> Queries,
    MemoryFigures AtATenth,
    MemoryFigures Before,
    MemoryFigures After,
    int MixedQueries)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        licences     {Licences:N0} in a log of {LogSize:N0} leaves, nine in ten of the authority that asks; {WrittenPerSecond:N0} a second written, unsigned
        queries      first pages of 50 over HTTP, {Queries[0].Samples:N0} of each, every time for something else
        {string.Join('\n', Queries.Select(Line))}
        memory       {Line(AtATenth)}
                     {Line(Before)}
                     {Line(After)}, behind {MixedQueries:N0} more queries
        """);

    private static string Line(QueryFigures query) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {query.Query,-20} p50 {query.P50Milliseconds,6:F2} ms, p99 {query.P99Milliseconds,6:F2} ms, slowest {query.SlowestMilliseconds,6:F2} ms, {query.MeanEntries:F1} entries");

    private static string Line(MemoryFigures memory) => string.Create(
        CultureInfo.InvariantCulture,
        $"{memory.Licences:N0} licences: heap {memory.HeapBytes / 1e6:F0} MB, of which status map {memory.StatusMapBytes / 1e6:F0} MB and all else {memory.OtherBytes / 1e6:F0} MB; resident {memory.ResidentBytes / 1e6:F0} MB");
}
