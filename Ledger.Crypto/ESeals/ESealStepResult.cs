namespace Ledger.Crypto.ESeals;

/// <summary>What one step of verifying a seal found.</summary>
/// <param name="Step">The step.</param>
/// <param name="Fault">Why it failed, or <see cref="ESealFault.None"/>.</param>
/// <param name="Compared">What was compared with what, in a sentence.</param>
public sealed record ESealStepResult(ESealStep Step, ESealFault Fault, string Compared)
{
    /// <summary>Whether the step passed.</summary>
    public bool Passed => Fault is ESealFault.None;
}
