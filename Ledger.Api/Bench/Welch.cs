namespace Ledger.Api.Bench;

/// <summary>Welch's test: whether two series of times differ by more than chance makes likely.</summary>
internal static class Welch
{
    /// <summary>|t| of two series: below 4.5 no difference is taken to be shown (ISO/IEC 17825).</summary>
    /// <param name="first">At least two values.</param>
    /// <param name="second">At least two values.</param>
    public static double OfMeans(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        (double meanFirst, double errorFirst) = Of(first);
        (double meanSecond, double errorSecond) = Of(second);
        double difference = Math.Abs(meanFirst - meanSecond);

        // Values that are all the same have no error, and where both are the same there is nothing to divide.
        return difference == 0 ? 0 : difference / Math.Sqrt(errorFirst + errorSecond);
    }

    private static (double Mean, double SquaredError) Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }
}
