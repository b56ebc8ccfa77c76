namespace Ledger.Node.Security;

/// <summary>What departments may register themselves.</summary>
internal static class SystemKeyLimits
{
    /// <summary>Keys of one authority that are in force or wait for approval, those of the settings not counted.</summary>
    public const int OfAuthority = 32;

    /// <summary>Keys of one authority that are remembered at all.</summary>
    public const int Remembered = 1_000;

    /// <summary>So long an application waits for somebody else's approval.</summary>
    public static TimeSpan ApprovableFor { get; } = TimeSpan.FromDays(7);
}
