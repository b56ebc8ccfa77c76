using System.Globalization;
using Ledger.Api.Demo;

namespace Ledger.Api.Bench;

/// <summary>What an import did that was killed half-way, and how fast.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="LoadAverageAfter">Its load afterwards.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="FileBytes">Its size.</param>
/// <param name="SendSeconds">How long it took to receive, read through and seal it.</param>
/// <param name="KilledAt">Rows done when the node was killed.</param>
/// <param name="RestartSeconds">From the kill until the node was ready again.</param>
/// <param name="Issued">Rows that the import says are issued.</param>
/// <param name="Refused">Rows that it says are refused.</param>
/// <param name="WorkSeconds">How long it worked on rows, without the time it was down.</param>
/// <param name="WallSeconds">From the file's arrival to its end.</param>
/// <param name="Issues">Events of issuing in the log, those of interactive requests included.</param>
/// <param name="Interactive">Interactive requests that were answered meanwhile.</param>
/// <param name="Found">Rows whose identifier is found in the store.</param>
/// <param name="Licences">Licences in the store.</param>
/// <param name="InteractiveP50Milliseconds">Half of the interactive requests were answered within this time.</param>
/// <param name="InteractiveP99Milliseconds">99 of 100 were.</param>
internal sealed record ImportBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    int Rows,
    long FileBytes,
    double SendSeconds,
    long KilledAt,
    double RestartSeconds,
    long Issued,
    long Refused,
    double WorkSeconds,
    double WallSeconds,
    long Issues,
    int Interactive,
    long Found,
    long Licences,
    double InteractiveP50Milliseconds,
    double InteractiveP99Milliseconds)
{
    /// <summary>Whether every row became exactly one licence.</summary>
    public bool IsWhole =>
        Issued == Rows && Refused == 0 && Found == Rows && Issues == Rows + Interactive && Licences == Rows + Interactive;

    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        file         {Rows} rows of {ImportRows.Types} licence types, {FileBytes / 1e6:F1} MB; received and sealed in {SendSeconds:F1} s
        killed       at row {KilledAt} (SIGKILL); ready again after {RestartSeconds:F1} s
        import       {Issued} issued, {Refused} refused; {Rows / WorkSeconds:F0} rows/s of work, {Rows / WallSeconds:F0} rows/s with the time it was down
        log          {Issues} events of issuing: {Rows} rows and {Interactive} interactive requests
        identifiers  {Found} of {Rows} found, {Licences} licences in all
        interactive  issuing meanwhile, 5 requests a second: p50 {InteractiveP50Milliseconds:F0} ms, p99 {InteractiveP99Milliseconds:F0} ms
        verdict      {(IsWhole ? "no loss, no duplicate" : "NOT WHOLE")}
        """);
}
