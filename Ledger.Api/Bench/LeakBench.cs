using Ledger.Crypto.Signing;

namespace Ledger.Api.Bench;

/// <summary>Looks for a difference in time between signing with one certain secret and with others (Welch's test).</summary>
internal static class LeakBench
{
    private const double Kept = 0.9;

    /// <summary>The figures of each part that sees a secret, and of the control.</summary>
    /// <param name="samples">Samples of each.</param>
    /// <param name="say">Told what is being measured.</param>
    public static IReadOnlyList<LeakFigures> Run(int samples, Action<string> say) => [.. Enum.GetValues<Sm2SigningPart>().Select(part =>
    {
        say($"{samples} samples: {part}");
        return Of(part, samples);
    })];

    private static LeakFigures Of(Sm2SigningPart part, int samples)
    {
        (IReadOnlyList<double> certain, IReadOnlyList<double> others) = Sm2SigningTimes.Measure(part, samples);
        double[] sorted = [.. certain.Concat(others).Order()];
        double limit = sorted[(int)(Kept * sorted.Length)];
        return new LeakFigures(
            part.ToString().ToLowerInvariant(), sorted.Length, sorted[sorted.Length / 2], Welch.OfMeans([.. certain], [.. others]),
            Welch.OfMeans([.. certain.Where(time => time <= limit)], [.. others.Where(time => time <= limit)]));
    }
}
