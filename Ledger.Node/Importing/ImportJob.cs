namespace Ledger.Node.Importing;

/// <summary>An import as its department sees it.</summary>
/// <param name="Id">Its name, 32 hexadecimal characters.</param>
/// <param name="Authority">The authority in whose name it issues.</param>
/// <param name="Format">Format of its files.</param>
/// <param name="IsDryRun">Whether it only says what it would do.</param>
/// <param name="State">One of <see cref="ImportState"/>.</param>
/// <param name="Round">1 for the file as first sent, one more for each retry.</param>
/// <param name="Rows">Rows of this round's file.</param>
/// <param name="RowsDone">How many of them were tried.</param>
/// <param name="Issued">Rows of all rounds that are issued; in a dry run, that would be.</param>
/// <param name="Refused">Rows that stand refused.</param>
/// <param name="Created">When the file came.</param>
/// <param name="Finished">When it ended; null while it is open.</param>
/// <param name="Working">How long this round's rows have taken.</param>
/// <param name="ApprovableUntil">Until when somebody else may approve it; null where it does not wait for that.</param>
internal sealed record ImportJob(
    string Id,
    string Authority,
    ImportFormat Format,
    bool IsDryRun,
    string State,
    int Round,
    long Rows,
    long RowsDone,
    long Issued,
    long Refused,
    DateTimeOffset Created,
    DateTimeOffset? Finished,
    TimeSpan Working,
    DateTimeOffset? ApprovableUntil)
{
    /// <summary>Rows of this round a second, of the time that was spent on them; 0 before the first.</summary>
    public double RowsPerSecond => Working > TimeSpan.Zero ? RowsDone / Working.TotalSeconds : 0;

    /// <summary>The job of a row.</summary>
    public static ImportJob Of(ReadOnlySpan<byte> id, ImportJobRow row) => new(
        Convert.ToHexStringLower(id),
        row.Authority,
        ImportFormatText.Find(row.Format) ?? throw new InvalidDataException("An import's row names no format."),
        row.DryRun,
        row.State,
        (int)row.Round,
        row.Rows,
        row.RowsDone,
        row.Issued,
        row.Refused,
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedTime),
        row.FinishedTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(row.FinishedTime) : null,
        TimeSpan.FromMilliseconds(row.WorkingTime),
        row.State == ImportState.Proposed ? ImportApproval.EndOf(row) : null);
}
