using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>Whether signing in lanes tells something of its secrets by the time it takes.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Parts">The parts of signing, and a control.</param>
internal sealed record LeakBenchReport(BenchMachine Machine, double LoadAverageAfter, IReadOnlyList<LeakFigures> Parts)
{
    /// <summary>Measures.</summary>
    /// <param name="folder">Of whose disk the machine's figures tell.</param>
    /// <param name="samples">Samples of each part.</param>
    /// <param name="say">Told what is being measured.</param>
    public static LeakBenchReport Measure(string folder, int samples, Action<string> say)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        IReadOnlyList<LeakFigures> parts = LeakBench.Run(samples, say);
        return new LeakBenchReport(machine, BenchMachine.LoadNow(), parts);
    }

    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        SM2 sign in lanes: times with the secret 1 and with random secrets, in random order; Welch's |t|, {LeakFigures.Threshold} or more shows a difference
        part           samples; median ns; |t|; |t| without the slowest tenth
        {string.Join('\n', Parts.Select(Line))}
        """);

    private static string Line(LeakFigures part) => string.Create(
        CultureInfo.InvariantCulture,
        $"{part.Part,-14} {part.Samples:N0}; {part.Nanoseconds:N0}; {part.Welch:F1}; {part.WelchCropped:F1}{(part.IsShown ? "; shown" : "")}");
}
