namespace Ledger.Api.Bench;

/// <summary>How much is measured.</summary>
internal sealed record LogBenchOptions
{
    /// <summary>Entries in all rounds of the writer together.</summary>
    public int Entries { get; init; } = 600_000;

    /// <summary>Rounds of each measurement; the median counts.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>How long latency is measured.</summary>
    public TimeSpan LatencyTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a round of proofs takes.</summary>
    public TimeSpan ProofTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A look in less than 20 seconds: enough to see that all works, too little to compare machines.</summary>
    public static LogBenchOptions Quick { get; } = new()
    {
        Entries = 24_000,
        LatencyTime = TimeSpan.FromSeconds(2),
        ProofTime = TimeSpan.FromSeconds(0.5),
    };
}
