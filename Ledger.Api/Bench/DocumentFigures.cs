namespace Ledger.Api.Bench;

/// <summary>What doing something with one file takes.</summary>
/// <param name="P50Milliseconds">Half took no longer.</param>
/// <param name="P99Milliseconds">99 of 100 took no longer.</param>
/// <param name="ProcessorMilliseconds">Processor time of the whole process for each, collection of garbage and compilation included.</param>
/// <param name="CompilingMilliseconds">How much of that the runtime still compiled.</param>
internal sealed record DocumentFigures(double P50Milliseconds, double P99Milliseconds, double ProcessorMilliseconds, double CompilingMilliseconds)
{
    /// <summary>How many a second one core does.</summary>
    public double PerCoreSecond => 1_000 / ProcessorMilliseconds;
}
