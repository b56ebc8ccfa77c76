namespace Ledger.Api.Bench;

/// <summary>Quantiles of measured values.</summary>
internal static class Quantile
{
    /// <summary>The smallest value that the given share of all values does not exceed.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    public static double Of(IReadOnlyCollection<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The median of several rounds of the same measurement.</summary>
    public static async Task<double> OfRoundsAsync(int rounds, Func<Task<double>> measure)
    {
        List<double> values = [];
        for (int round = 0; round < rounds; round++)
        {
            values.Add(await measure());
        }

        return Of(values, 0.5);
    }
}
