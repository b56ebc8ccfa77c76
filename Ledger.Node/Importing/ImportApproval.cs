using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Importing;

/// <summary>
/// 双人复核: who brings in many rows does not do so alone. Another operator at another system of the same authority approves, within a time, or
/// nothing is issued.
/// </summary>
internal static class ImportApproval
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Until when it may be approved, that moment not included.</summary>
    public static DateTimeOffset EndOf(ImportJobRow row) => DateTimeOffset.FromUnixTimeMilliseconds(row.ProposedTime) + ImportLimits.ApprovableFor;

    /// <summary>
    /// Lets a round begin, or has it wait for approval: with more rows than its system may bring in alone within a day, those of its other
    /// imports that nobody approved included, so that many small files are one large one. A dry run issues nothing and waits for nobody.
    /// </summary>
    public static void Begin(LedgerWrite write, ImportJobRow row, int rowsAlone)
    {
        long since = (write.Time - Day).ToUnixTimeMilliseconds();
        long now = write.Time.ToUnixTimeMilliseconds();
        long alone = ImportTable.All(write).Select(job => job.Row)
            .Where(job => job.Authority == row.Authority && job.ProposingSystem == row.ProposingSystem && job.State != ImportState.Proposed
                && !job.DryRun && job.ApprovingSystem.Length == 0 && job.ProposedTime > since && !job.RequestSm3.Equals(row.RequestSm3))
            .Sum(job => job.Rows);
        row.ProposedTime = now;
        (row.ApprovingSystem, row.ApprovingOperator) = ("", ByteString.Empty);
        row.State = row.DryRun || row.Rows + alone <= rowsAlone ? ImportState.Running : ImportState.Proposed;
    }

    /// <summary>Approves a round.</summary>
    /// <param name="row">The job.</param>
    /// <param name="system">The approving system.</param>
    /// <param name="account">Keyed hash of the approving operator.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/>: it does not wait, or waited too long; <see cref="LedgerError.NotAllowed"/>: whoever asked for it.
    /// </exception>
    public static void Approve(ImportJobRow row, string system, ByteString account, DateTimeOffset now)
    {
        if (row.State != ImportState.Proposed || now >= EndOf(row))
        {
            throw new LedgerException(LedgerError.WrongState, "该导入任务不在待审批状态，或审批期限已过。", "The import does not wait for approval, or has waited too long.");
        }

        // Two clerks at this node's own pages are two persons that it knows; what else names an operator is a system's word. There is no correcting on
        // pages, so that who asked is who first sent the file.
        bool areKnown = system == DepartmentSystem.Counter && row.System == system && row.ProposingSystem == system;

        // The one who first sent the file, too: a correction by another makes nobody else of them.
        if ((!areKnown && (system == row.System || system == row.ProposingSystem)) || account == row.ProposingOperator)
        {
            throw new LedgerException(
                LedgerError.NotAllowed, "审批须由另一经办人在另一系统办理。", "Approval takes another operator, at another system, than asked for it.", "/operator");
        }

        (row.State, row.ApprovingSystem, row.ApprovingOperator) = (ImportState.Running, system, account);
    }
}
