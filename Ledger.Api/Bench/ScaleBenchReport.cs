namespace Ledger.Api.Bench;

/// <summary>What a ledger is like as it grows.</summary>
/// <param name="Machine">The machine; callers and node share it.</param>
/// <param name="LoadAverageAfter">Its load afterwards.</param>
/// <param name="Sizes">Figures at each size, the smallest first.</param>
internal sealed record ScaleBenchReport(BenchMachine Machine, double LoadAverageAfter, IReadOnlyList<ScaleFigures> Sizes)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Join('\n', [Machine.ToText(LoadAverageAfter), .. Sizes.Select(size => size.ToText())]);
}
