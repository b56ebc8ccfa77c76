using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What a ledger is like as it grows.</summary>
/// <param name="Machine">The machine; callers and node share it.</param>
/// <param name="LoadAverageAfter">Its load afterwards.</param>
/// <param name="Sizes">Figures at each size, the smallest first.</param>
internal sealed record ScaleBenchReport(BenchMachine Machine, double LoadAverageAfter, IReadOnlyList<ScaleFigures> Sizes)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Join('\n', [Machine.ToText(LoadAverageAfter), .. Sizes.Select(TextOf)]);

    private static string TextOf(ScaleFigures size) => string.Create(
        CultureInfo.InvariantCulture,
        $"{size.Licences,10} licences: {size.PerSecond,6:F0} a second; memory {size.ResidentBytes / 1e6,5:F0} MB, {size.ResidentAtStartBytes / 1e6,5:F0} MB after a start in {size.StartSeconds:F1} s; disk {(double)size.OtherBytes / size.Licences / 1e3:F2} kB each and {(double)size.DocumentBytes / size.Licences / 1e3:F2} kB of documents");
}
