namespace Ledger.Crypto.ESeals;

/// <summary>What one step of verifying a seal found.</summary>
/// <param name="step">See <see cref="Step"/>.</param>
/// <param name="fault">See <see cref="Fault"/>.</param>
/// <param name="say">Says <see cref="Compared"/> when somebody reads it; the same each time.</param>
public sealed class ESealStepResult(ESealStep step, ESealFault fault, Func<string> say)
{
    private string? _compared;

    /// <summary>The step.</summary>
    public ESealStep Step { get; } = step;

    /// <summary>Why it failed, or <see cref="ESealFault.None"/>.</summary>
    public ESealFault Fault { get; } = fault;

    /// <summary>What was compared with what, in a sentence.</summary>
    public string Compared => _compared ??= say();

    /// <summary>Whether the step passed.</summary>
    public bool Passed => Fault is ESealFault.None;
}
