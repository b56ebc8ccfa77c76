namespace Ledger.Node.Log;

/// <summary>Name and limits of this node's log.</summary>
internal sealed record LedgerOptions
{
    /// <summary>Origin of the SHA-256 log, such as <c>ledger.example/sh</c>; its SM3 twin has <c>/sm3</c> behind it.</summary>
    public required string Origin { get; init; }

    /// <summary>The head file: outside the folder of the database, on another volume if there is one.</summary>
    public required string HeadFile { get; init; }

    /// <summary>The lock file: beside neither, and where copies of this node could run, on a disk they share.</summary>
    public required string LockFile { get; init; }

    /// <summary>The file that knows how far the audit log has come: beside the head file unless said otherwise.</summary>
    public string AuditHeadFile
    {
        get => field ?? AuditHeadOf(HeadFile);
        init;
    }

    /// <summary>Writes that may wait; the next is refused as busy.</summary>
    public int QueueLength { get; init; } = 8192;

    /// <summary>Turns that share one batch at most.</summary>
    public int TurnsPerGroup { get; init; } = 1024;

    /// <summary>Leaves after which no further turn begins in a group; the last turn's and the MapCommit come on top.</summary>
    public int LeavesPerGroup { get; init; } = 4096;

    /// <summary>How far the clock may stand before the newest MapCommit; further, nothing is written.</summary>
    public TimeSpan MaxClockLag { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Origin of the SM3 twin.</summary>
    public string Sm3Origin => $"{Origin}/sm3";

    /// <summary>Origin of the audit log.</summary>
    public string AuditOrigin => $"{Origin}/audit";

    /// <summary>Where the audit head lies beside a head file.</summary>
    public static string AuditHeadOf(string headFile) => $"{headFile}.audit";
}
