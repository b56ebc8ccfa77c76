using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Node.Importing;

/// <summary>Large imports wait for a second person.</summary>
internal sealed partial class ImportRegister
{
    /// <summary>Approves an import that waits for it; who approved it already may ask again.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="system">The caller's system; another than sent the file.</param>
    /// <param name="account">经办人 account; another than sent the file.</param>
    /// <param name="id">The job.</param>
    /// <param name="cancel">Stops waiting; it may be approved all the same.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, or another authority's; as <see cref="ImportApproval.Approve"/>.</exception>
    public async Task<ImportJob> ApproveAsync(string authority, string system, string account, string id, CancellationToken cancel)
    {
        ledger.RequireWriting();
        SealCaller.RequireAccount(account, "/operator");
        (byte[] name, _) = Own(authority, id);
        ByteString by = OperatorOf(authority, account);
        ImportJob approved = await ledger.WriteAsync(
            write =>
            {
                ImportJobRow row = ImportTable.Find(write, name) ?? throw NoSuchJob();
                if (row.ApprovingSystem != system || row.ApprovingOperator != by)
                {
                    ImportApproval.Approve(row, system, by, write.Time);
                    ImportTable.Put(write, name, row);
                }

                return ImportJob.Of(name, row);
            },
            cancel);
        Wake();
        return approved;
    }

    /// <summary>Cancels what nobody approved in time.</summary>
    private async Task ExpireAsync(DateTimeOffset now, CancellationToken cancel)
    {
        byte[][] late;
        using (LedgerRead read = ledger.Read())
        {
            late = [.. ImportTable.All(read).Where(job => IsLate(job.Row, now)).Select(job => job.Id)];
        }

        foreach (byte[] id in late)
        {
            await ledger.WriteAsync(
                write =>
                {
                    if (ImportTable.Find(write, id) is { } row && IsLate(row, write.Time))
                    {
                        (row.State, row.FinishedTime) = (ImportState.Cancelled, write.Time.ToUnixTimeMilliseconds());
                        ImportTable.Put(write, id, row);
                    }

                    return true;
                },
                cancel);
        }
    }

    private static bool IsLate(ImportJobRow row, DateTimeOffset now) => row.State == ImportState.Proposed && now >= ImportApproval.EndOf(row);

    private ByteString OperatorOf(string authority, string account) => ByteString.CopyFrom(secrets.OperatorLookup(authority, account).Span);
}
