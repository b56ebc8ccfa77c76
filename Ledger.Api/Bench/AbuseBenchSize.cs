namespace Ledger.Api.Bench;

/// <summary>How badly a node is treated.</summary>
/// <param name="Connections">Idle connections.</param>
/// <param name="Active">Callers beside them.</param>
/// <param name="ActiveTime">How long these ask.</param>
/// <param name="Guesses">Guesses of licences.</param>
/// <param name="Samples">Lookups of each kind whose time is taken.</param>
/// <param name="Attackers">Slow attackers at once.</param>
internal sealed record AbuseBenchSize(int Connections, int Active, TimeSpan ActiveTime, int Guesses, int Samples, int Attackers)
{
    /// <summary>Ten thousand idle connections, beside which there is room for those that work; then the limit is reached.</summary>
    public static AbuseBenchSize Full { get; } = new(10_000, 200, TimeSpan.FromSeconds(15), 100_000, 10_000, 2_000);

    /// <summary>A look in a minute and a half, most of it waiting until the slow are cut.</summary>
    public static AbuseBenchSize Quick { get; } = new(200, 10, TimeSpan.FromSeconds(2), 2_000, 50, 50);
}
