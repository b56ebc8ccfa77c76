using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What signed PDFs cost.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Files">How many were written and verified.</param>
/// <param name="MeanBytes">Their mean length.</param>
/// <param name="LargestBytes">The length of the longest.</param>
/// <param name="Writing">Writing one, from the newest proof to the last time stamp.</param>
/// <param name="Verifying">Verifying one, offline.</param>
internal sealed record DocumentsBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    int Files,
    double MeanBytes,
    int LargestBytes,
    DocumentFigures Writing,
    DocumentFigures Verifying)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        files        {Files:N0}, four revisions each: two signatures, security store, three time stamps by the node itself
        size         {MeanBytes / 1024:F1} KiB in the mean, the longest {LargestBytes / 1024.0:F1} KiB
        writing      p50 {Writing.P50Milliseconds:F2} ms, p99 {Writing.P99Milliseconds:F2} ms; {Writing.ProcessorMilliseconds:F2} ms of processor, {Writing.CompilingMilliseconds:F2} of it compilation: {Writing.PerCoreSecond:F0} a second a core
        verifying    p50 {Verifying.P50Milliseconds:F2} ms, p99 {Verifying.P99Milliseconds:F2} ms; {Verifying.ProcessorMilliseconds:F2} ms of processor, {Verifying.CompilingMilliseconds:F2} of it compilation: {Verifying.PerCoreSecond:F0} a second a core
        """);
}
