namespace Ledger.Node.Renewals;

/// <summary>The texts of <see cref="RenewalResult"/>.</summary>
internal static class RenewalResultText
{
    /// <summary>The code in interfaces; never changes once released.</summary>
    public static string Code(this RenewalResult result) => result switch
    {
        RenewalResult.Passed => "passed",
        RenewalResult.ToBeChecked => "to-be-checked",
        RenewalResult.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
