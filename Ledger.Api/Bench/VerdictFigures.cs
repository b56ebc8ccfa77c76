using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What one way of judging licences costs on one core.</summary>
/// <param name="Checkpoints">How many different checkpoints the proofs stand under.</param>
/// <param name="PerSecond">Verdicts a second; the median of five rounds.</param>
/// <param name="Microseconds">Time of one.</param>
/// <param name="AllocatedBytes">Memory allocated for one.</param>
internal sealed record VerdictFigures(int Checkpoints, double PerSecond, double Microseconds, long AllocatedBytes)
{
    /// <summary>The figures for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{PerSecond:F0} a second ({Microseconds:F0} µs, {AllocatedBytes / 1e3:F0} kB allocated each)");
}
