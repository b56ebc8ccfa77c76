using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What presentations cost to verify.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Forms">The figures of each kind.</param>
internal sealed record PresentationBenchReport(BenchMachine Machine, double LoadAverageAfter, IReadOnlyList<PresentationFigures> Forms)
{
    /// <summary>Measures.</summary>
    /// <param name="folder">Of whose disk the machine's figures tell.</param>
    /// <param name="samples">Number of each kind.</param>
    public static PresentationBenchReport Measure(string folder, int samples)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        IReadOnlyList<PresentationFigures> forms = PresentationBench.Run(samples);
        return new PresentationBenchReport(machine, BenchMachine.LoadNow(), forms);
    }

    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        presentations {Forms[0].Samples:N0} of each kind, each another one
        kind         bytes; decoded, read and verified offline: p50, p99
        {string.Join('\n', Forms.Select(Line))}
        """);

    private static string Line(PresentationFigures form) => string.Create(
        CultureInfo.InvariantCulture,
        $"{form.Form,-12} {form.Bytes:N0}; {form.MedianMilliseconds:F3} ms, {form.SlowestPercentMilliseconds:F3} ms");
}
