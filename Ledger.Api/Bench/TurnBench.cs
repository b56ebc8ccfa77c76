namespace Ledger.Api.Bench;

/// <summary>Several ways to do one thing, measured by turns, so that whatever else the machine does meets them all.</summary>
internal static class TurnBench
{
    /// <summary>Rounds that count; one more goes before them to warm up.</summary>
    public const int Rounds = 5;

    /// <summary>The median of each way.</summary>
    /// <param name="measures">Each does the thing its way, once or often, and gives the time of doing it once.</param>
    public static IReadOnlyList<double> Medians(IReadOnlyList<Func<double>> measures)
    {
        List<double>[] values = [.. measures.Select(_ => new List<double>())];
        for (int round = -1; round < Rounds; round++)
        {
            for (int way = 0; way < measures.Count; way++)
            {
                double value = measures[way]();
                if (round >= 0)
                {
                    values[way].Add(value);
                }
            }
        }

        return [.. values.Select(each => Quantile.Of(each, 0.5))];
    }
}
