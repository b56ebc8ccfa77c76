using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What was measured; rates are medians of the rounds.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Leaves">Leaves of the log at the end.</param>
/// <param name="BodyBytes">Bytes that were added with each entry.</param>
/// <param name="Rounds">Rounds of each rate.</param>
/// <param name="BatchedPerSecond">Entries a second, 64 callers, 16 entries a turn.</param>
/// <param name="SinglePerSecond">Entries a second, 1,024 callers, one entry a turn.</param>
/// <param name="BareStorePerSecond">Entries a second of which only the rows are synced, in batches as large as the writer's.</param>
/// <param name="BareHashPerSecond">Entries a second of which only body, leaf and one node are hashed, on one thread.</param>
/// <param name="LatencyPerSecond">Entries a second while latency was measured: half of what goes through one by one.</param>
/// <param name="LatencyP50Milliseconds">From due to proven, half of all.</param>
/// <param name="LatencyP99Milliseconds">From due to proven, 99 of 100.</param>
/// <param name="Refused">Entries refused meanwhile because too many waited.</param>
/// <param name="ProofsPerSecond">Inclusion proofs a second, all processors.</param>
/// <param name="StartSeconds">From the closed database to writing.</param>
/// <param name="DiskBytesPerEntry">Bytes of the database, the body included, for each leaf.</param>
internal sealed record LogBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    long Leaves,
    int BodyBytes,
    int Rounds,
    double BatchedPerSecond,
    double SinglePerSecond,
    double BareStorePerSecond,
    double BareHashPerSecond,
    double LatencyPerSecond,
    double LatencyP50Milliseconds,
    double LatencyP99Milliseconds,
    long Refused,
    double ProofsPerSecond,
    double StartSeconds,
    double DiskBytesPerEntry)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        writer       {BatchedPerSecond:N0} entries/s (64 callers, 16 a turn), {SinglePerSecond:N0} entries/s (1,024 callers, one a turn)
                     {BodyBytes} bytes each; twin trees, status map, sync and both signatures included; medians of {Rounds}
        beside it    {BareStorePerSecond:N0} entries/s when the same rows are only synced: the writer does {BatchedPerSecond / BareStorePerSecond:P0} of that
                     {BareHashPerSecond:N0} entries/s when bodies and leaves are only hashed: {BatchedPerSecond / BareHashPerSecond:P0}
        latency      due to proven at {LatencyPerSecond:N0} entries/s: p50 {LatencyP50Milliseconds:F1} ms, p99 {LatencyP99Milliseconds:F1} ms, {Refused} refused
        proofs       {ProofsPerSecond:N0} inclusion proofs/s over {Leaves:N0} leaves
        start        {StartSeconds:F2} s
        disk space   {DiskBytesPerEntry:F0} bytes a leaf, body included
        """);
}
