namespace Ledger.Node.Licences;

/// <summary>The texts of <see cref="DisputeOutcome"/>.</summary>
internal static class DisputeOutcomeText
{
    /// <summary>The code in events and interfaces; never changes once released.</summary>
    public static string Code(this DisputeOutcome outcome) => outcome switch
    {
        DisputeOutcome.Upheld => "upheld",
        DisputeOutcome.Rejected => "rejected",
        DisputeOutcome.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>Reads a code.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string code, out DisputeOutcome outcome)
    {
        outcome = Enum.GetValues<DisputeOutcome>().FirstOrDefault(known => known.Code() == code);
        return outcome.Code() == code;
    }
}
