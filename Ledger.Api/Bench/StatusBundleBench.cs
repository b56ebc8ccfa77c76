using System.Diagnostics;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Bench;

/// <summary>Measures the forms of a status bundle over a log and map of many licences, held in memory without a ledger.</summary>
internal static class StatusBundleBench
{
    /// <summary>The figures of each form. A million licences take some 700 MB and half a minute to build.</summary>
    /// <param name="licences">Number of keys in the map; the log has 5 % more leaves.</param>
    /// <param name="samples">Number of bundles to measure.</param>
    public static IReadOnlyList<StatusBundleFigures> Run(int licences, int samples)
    {
        using BenchLog log = new(licences);
        StatusBundle[] bundles = [.. Enumerable.Range(0, samples).Select(log.Bundle)];
        StatusVerifier verifier = new(log.Trusted, TimeSpan.FromDays(1), new BenchClock(BenchLog.Time));
        return
        [
            Measure("dense", licences, bundles, verifier, bundle => DenseStatusBundle.Write(bundle, DenseParts.None), DenseStatusBundle.Read),
            Measure("dense-all", licences, bundles, verifier, bundle => DenseStatusBundle.Write(bundle, DenseParts.All), DenseStatusBundle.Read),
            Measure("json", licences, bundles, verifier, bundle => bundle.Format(), (bytes, _) => StatusBundle.Parse(bytes)),
        ];
    }

    private static StatusBundleFigures Measure(
        string form, int licences, StatusBundle[] bundles, StatusVerifier verifier,
        Func<StatusBundle, byte[]> write, Func<ReadOnlySpan<byte>, Digest, StatusBundle> read)
    {
        byte[][] written = [.. bundles.Select(write)];
        int[] checkpoints = new int[bundles.Length];
        double[] milliseconds = new double[bundles.Length];

        // Once to warm up, once to count.
        for (int i = -bundles.Length; i < bundles.Length; i++)
        {
            int at = i < 0 ? i + bundles.Length : i;
            long start = Stopwatch.GetTimestamp();
            StatusBundle bundle = read(written[at], bundles[at].MapKey);
            StatusReport report = verifier.Verify(bundle, bundles[at].MapKey);
            milliseconds[at] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!report.Holds || report.QuorumTime is null || !report.IsFresh)
            {
                throw new InvalidOperationException($"A {form} bundle does not verify: {report.Checks[^1].English}");
            }

            checkpoints[at] = bundle.Checkpoint.ToBytes().Length + (bundle.Sm3Checkpoint?.ToBytes().Length ?? 0);
        }

        int[] bytes = [.. written.Select((whole, i) => whole.Length - checkpoints[i]).Order()];
        double[] times = [.. milliseconds.Order()];
        return new StatusBundleFigures(
            form, licences, bundles.Length, bytes.Average(), bytes[bytes.Length / 2], bytes[^1], checkpoints.Max(),
            times[times.Length / 2], times[times.Length * 99 / 100]);
    }

    private sealed class BenchClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
