namespace Ledger.Node.Importing;

/// <summary>What imports take at most.</summary>
internal static class ImportLimits
{
    /// <summary>Bytes of a file.</summary>
    public const long FileBytes = 512L << 20;

    /// <summary>Rows of a file.</summary>
    public const long Rows = 1_000_000;

    /// <summary>Jobs of one authority that are running or paused.</summary>
    public const int OpenJobs = 8;

    /// <summary>Jobs of one authority that are kept at all.</summary>
    public const int Jobs = 100;

    /// <summary>Refusals that are kept of one row.</summary>
    public const int RefusalsOfRow = 20;

    /// <summary>Rows that one person may import alone within a day, where the settings say nothing else.</summary>
    public const int RowsAlone = 500;

    /// <summary>So long an import waits for somebody else's approval; then it is cancelled.</summary>
    public static TimeSpan ApprovableFor { get; } = TimeSpan.FromDays(7);

    /// <summary>So long a job that has ended is kept, and with it what it refused.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(30);
}
