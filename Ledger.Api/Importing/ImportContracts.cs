namespace Ledger.Api.Importing;

/// <summary>An import and how far it has come.</summary>
/// <param name="Id">Its name, 32 hexadecimal characters.</param>
/// <param name="Authority">The authority in whose name it issues.</param>
/// <param name="Format"><c>csv</c>, <c>jsonl</c> or <c>licence-code</c>.</param>
/// <param name="DryRun">Whether it only says what it would do.</param>
/// <param name="State"><c>proposed</c> (another operator at another system has to approve it), <c>running</c>, <c>paused</c>, <c>finished</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Round">1 for the file as first sent, one more for each retry.</param>
/// <param name="Rows">Rows of this round's file.</param>
/// <param name="RowsDone">How many of them were tried.</param>
/// <param name="Issued">Rows of all rounds that are issued; in a dry run, that would be.</param>
/// <param name="Refused">Rows that stand refused.</param>
/// <param name="RowsPerSecond">Rows of this round a second, of the time spent on them.</param>
/// <param name="Created">When the file came, RFC 3339.</param>
/// <param name="Finished">When it ended; null while it is open.</param>
/// <param name="ApprovableUntil">Until when it may be approved; null where it does not wait for that.</param>
public sealed record ImportResponse(
    string Id,
    string Authority,
    string Format,
    bool DryRun,
    string State,
    int Round,
    long Rows,
    long RowsDone,
    long Issued,
    long Refused,
    long RowsPerSecond,
    DateTimeOffset Created,
    DateTimeOffset? Finished,
    DateTimeOffset? ApprovableUntil);

/// <summary>Who approves an import.</summary>
/// <param name="Operator">经办人: account at the department, another than sent the file.</param>
public sealed record ApproveImportRequest(string Operator);

/// <summary>Imports, the newest first.</summary>
/// <param name="Imports">At most 100.</param>
public sealed record ImportListResponse(IReadOnlyList<ImportResponse> Imports);

/// <summary>The parts of the form by which a file is sent, in this order.</summary>
/// <param name="Operator">经办人: account at the department for rows that name none, 1 to 64 visible ASCII characters.</param>
/// <param name="Map">What the columns mean, JSON of at most 64 KiB; may be left out.</param>
/// <param name="File">The file: at most 512 MiB and 1,000,000 rows. Last of all.</param>
public sealed record ImportForm(string Operator, string? Map, IFormFile File);

/// <summary>The form by which corrected rows are sent. Without a body, the refused rows are tried again as they were.</summary>
/// <param name="File">Corrected rows with their numbers in a column or member <c>row</c>.</param>
public sealed record RetryForm(IFormFile? File);
