namespace Ledger.Crypto.ESeals;

/// <summary>What verifying a sealed document found, step by step.</summary>
/// <param name="Steps">Every step that was reached, in order; only the first when the bytes can't be read.</param>
public sealed record ESealReport(IReadOnlyList<ESealStepResult> Steps)
{
    /// <summary>Whether every step passed. Revocation, an OFD's references and a time stamp are not among them.</summary>
    public bool IsValid => Steps.Count == Enum.GetValues<ESealStep>().Length && Steps.All(step => step.Passed);

    /// <summary>The result of a step, or null if it was not reached.</summary>
    public ESealStepResult? this[ESealStep step] => Steps.FirstOrDefault(result => result.Step == step);
}
