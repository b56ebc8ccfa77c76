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
/// <param name="AtAll">Memory with all of them.</param>
/// <param name="MixedQueries">How many queries were asked for it, and once more.</param>
internal sealed record QueryBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    long Licences,
    long LogSize,
    double WrittenPerSecond,
    IReadOnlyList<QueryFigures> Queries,
    MemoryFigures AtATenth,
    MemoryFigures AtAll,
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
        memory       resident in a process of its own: at its start, behind {MixedQueries:N0} mixed queries, and behind as many more
        {Line(AtATenth)}
        {Line(AtAll)}
        """);

    private static string Line(QueryFigures query) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {query.Query,-20} p50 {query.P50Milliseconds,6:F2} ms, p99 {query.P99Milliseconds,6:F2} ms, slowest {query.SlowestMilliseconds,6:F2} ms, {query.MeanEntries:F1} entries");

    private static string Line(MemoryFigures memory) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {memory.Licences,9:N0} licences   {memory.AtStartBytes / 1e6:F0} MB, {memory.BehindQueriesBytes / 1e6:F0} MB, {memory.BehindTwiceBytes / 1e6:F0} MB; started in {memory.StartSeconds:F1} s");
}
