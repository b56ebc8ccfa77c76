namespace Ledger.Api.Bench;

/// <summary>What doing something with one file takes.</summary>
/// <param name="P50Milliseconds">Half took no longer.</param>
/// <param name="P99Milliseconds">99 of 100 took no longer.</param>
/// <param name="ProcessorMilliseconds">Processor time of the whole process for each, collection of garbage included.</param>
internal sealed record DocumentFigures(double P50Milliseconds, double P99Milliseconds, double ProcessorMilliseconds)
{
    /// <summary>How many a second one core does.</summary>
    public double PerCoreSecond => 1_000 / ProcessorMilliseconds;
}
