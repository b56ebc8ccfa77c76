using System.Diagnostics.Metrics;

namespace Ledger.Node.Log;

/// <summary>What the writer measures of itself.</summary>
internal static class LogMetrics
{
    private static readonly Meter Meter = new("Ledger.Log");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "ledger.log.commit.duration",
        unit: "s",
        description: "One group of turns, until it is on the disk and signed.",
        tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5] });

    private static readonly Counter<long> Leaves =
        Meter.CreateCounter<long>("ledger.log.leaves", unit: "{leaf}", description: "Leaves written since the start.");

    /// <summary>A group was written.</summary>
    public static void Committed(int leaves, TimeSpan took)
    {
        Leaves.Add(leaves);
        Duration.Record(took.TotalSeconds);
    }
}
