namespace Ledger.Node.Reconciliation;

/// <summary>How standings are written.</summary>
internal static class RecordStandingText
{
    /// <summary>The stable code.</summary>
    public static string Code(this RecordStanding standing) => standing switch
    {
        RecordStanding.Active => "active",
        RecordStanding.Suspended => "suspended",
        RecordStanding.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };

    /// <summary>The standing of a code, or null.</summary>
    public static RecordStanding? Find(string code) => code switch
    {
        "active" => RecordStanding.Active,
        "suspended" => RecordStanding.Suspended,
        "ended" => RecordStanding.Ended,
        _ => null,
    };
}
