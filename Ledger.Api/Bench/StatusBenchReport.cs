using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What status bundles cost, in each of their forms.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Forms">The figures of each form.</param>
internal sealed record StatusBenchReport(BenchMachine Machine, double LoadAverageAfter, IReadOnlyList<StatusBundleFigures> Forms)
{
    /// <summary>Builds log and map, and measures.</summary>
    /// <param name="folder">Of whose disk the machine's figures tell.</param>
    /// <param name="licences">Number of keys in the map.</param>
    /// <param name="samples">Number of bundles.</param>
    public static StatusBenchReport Measure(string folder, int licences, int samples)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        IReadOnlyList<StatusBundleFigures> forms = StatusBundleBench.Run(licences, samples);
        return new StatusBenchReport(machine, BenchMachine.LoadNow(), forms);
    }

    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        map          {Forms[0].Licences:N0} licences; {Forms[0].Samples:N0} bundles measured, each under a checkpoint of another size
        form         bytes beside the checkpoints' text: mean, median, largest; that text; read and verified: p50, p99
        {string.Join('\n', Forms.Select(Line))}
        """);

    private static string Line(StatusBundleFigures form) => string.Create(
        CultureInfo.InvariantCulture,
        $"{form.Form,-12} {form.MeanBytes:N0}, {form.MedianBytes:N0}, {form.LargestBytes:N0}; {form.CheckpointBytes:N0}; {form.MedianMilliseconds:F2} ms, {form.SlowestPercentMilliseconds:F2} ms");
}
