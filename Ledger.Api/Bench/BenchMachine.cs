using System.Diagnostics;
using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What was measured on: without it no figure means anything.</summary>
/// <param name="Cores">Processors that the program may use.</param>
/// <param name="Model">Their model, as the system names it.</param>
/// <param name="LoadAverage">Programs that wanted a processor during the last minute; above the number of cores, figures are of a busy machine.</param>
/// <param name="SyncP50Milliseconds">Half of all writes of 64 KiB were on the disk within this time.</param>
/// <param name="SyncP99Milliseconds">99 of 100 were.</param>
/// <param name="Openssl">What OpenSSL does there.</param>
internal sealed record BenchMachine(
    int Cores, string Model, double LoadAverage, double SyncP50Milliseconds, double SyncP99Milliseconds, OpensslFigures Openssl)
{
    private const int Writes = 200;
    private const int WriteBytes = 64 << 10;

    /// <summary>Looks at the machine, and measures the disk that a folder is on.</summary>
    public static BenchMachine Measure(string folder)
    {
        List<double> syncs = [];
        byte[] bytes = new byte[WriteBytes];
        using FileStream file = new(
            Path.Combine(folder, "sync"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        for (int i = 0; i < Writes; i++)
        {
            long start = Stopwatch.GetTimestamp();
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            syncs.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new BenchMachine(
            Environment.ProcessorCount, ModelName(), LoadNow(), Quantile.Of(syncs, 0.5), Quantile.Of(syncs, 0.99), OpensslFigures.Measure());
    }

    /// <summary>The load average of the last minute.</summary>
    public static double LoadNow() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The heading of a report for people.</summary>
    /// <param name="loadAverageAfter">Load of the machine when the measurement was done.</param>
    public string ToText(double loadAverageAfter) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        machine      {Cores} × {Model}, load {LoadAverage:F2} before, {loadAverageAfter:F2} after
        disk         64 KiB written and synced: p50 {SyncP50Milliseconds:F2} ms, p99 {SyncP99Milliseconds:F2} ms
        OpenSSL      200 bytes on one core: SM2 verified in {Openssl.VerifyMicroseconds:F0} µs, signed in {Openssl.SignMicroseconds:F0} µs, SM3 in {Openssl.Sm3Microseconds:F2} µs
        """);

    private static string ModelName() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "unknown";
}
