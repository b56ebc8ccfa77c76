namespace Ledger.Api.Bench;

/// <summary>What honest callers saw.</summary>
/// <param name="Asked">Requests.</param>
/// <param name="Failed">Of them without a good answer.</param>
/// <param name="P50Milliseconds">Half of the others were answered within this time.</param>
/// <param name="P99Milliseconds">99 of 100 were.</param>
internal sealed record ProbeFigures(int Asked, int Failed, double P50Milliseconds, double P99Milliseconds)
{
    /// <summary>What several saw: half of them, and the worst.</summary>
    public static ProbeFigures Of(IEnumerable<Probe> probes)
    {
        ProbeFigures[] all = [.. probes.Select(probe => probe.Figures)];
        return new ProbeFigures(
            all.Sum(figures => figures.Asked), all.Sum(figures => figures.Failed), Quantile.Of([.. all.Select(figures => figures.P50Milliseconds)], 0.5),
            all.Max(figures => figures.P99Milliseconds));
    }
}
