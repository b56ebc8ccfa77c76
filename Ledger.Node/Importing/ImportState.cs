namespace Ledger.Node.Importing;

/// <summary>The states of an import job, as its row and answers write them.</summary>
internal static class ImportState
{
    /// <summary>Somebody else has to approve it first; nothing is issued.</summary>
    public const string Proposed = "proposed";

    /// <summary>Its rows are being issued.</summary>
    public const string Running = "running";

    /// <summary>Stopped until somebody lets it go on.</summary>
    public const string Paused = "paused";

    /// <summary>Every row of the file was tried; those refused may be corrected and tried again.</summary>
    public const string Finished = "finished";

    /// <summary>Ended by its department. What it issued stays issued; what it kept of the rows is removed.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Its sealed file cannot be read any more. What it issued stays issued.</summary>
    public const string Failed = "failed";

    /// <summary>Whether rows are still to be tried.</summary>
    public static bool IsOpen(string state) => state is Proposed or Running or Paused;

    /// <summary>Whether it may be paused and let go on.</summary>
    public static bool IsWorking(string state) => state is Running or Paused;
}
