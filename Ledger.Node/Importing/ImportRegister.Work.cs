using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Importing;

/// <summary>Trying refused rows again, and what the worker needs.</summary>
internal sealed partial class ImportRegister
{
    private const int RowsAtOnce = 1_000;

    /// <summary>
    /// Tries the rows of a finished job that stand refused once more: as they were, or as a file of corrected rows has them. Rows that
    /// do not stand refused any more are passed over, so that the same retry may be sent twice.
    /// </summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="system">The caller's system.</param>
    /// <param name="id">The job.</param>
    /// <param name="file">Corrected rows in the job's format with their numbers in a column <c>row</c>; null to try them as they were.</param>
    /// <param name="cancel">Gives up; nothing is changed.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>: not finished, or nothing stands refused; the file cannot be
    /// read, or has other columns than the job's.
    /// </exception>
    public async Task<ImportJob> RetryAsync(string authority, string system, string id, Stream? file, CancellationToken cancel)
    {
        ledger.RequireWriting();
        (byte[] name, ImportJobRow row) = Own(authority, id);
        RequireRetriable(row);
        using ImportKey key = KeyOf(name, row);
        ReceivedFile received = file is null ? WriteRefused(name, row, key) : await ReceiveCorrectedAsync(row, key, file, cancel);
        ImportJob? begun = await ledger.WriteAsync(write => BeginRound(write, name, row, received, file is null ? null : system), cancel);
        if (begun is null)
        {
            folder.Delete(received.Name);
            throw NotRetriable();
        }

        if (row.File.Length > 0)
        {
            folder.Delete(row.File);
        }

        Wake();
        return begun;
    }

    /// <summary>Removes sealed files that no job names any more; to be called before anything is received.</summary>
    public void RemoveOrphans()
    {
        using LedgerRead read = ledger.Read();
        folder.KeepOnly(ImportTable.All(read).Select(job => job.Row.File));
    }

    /// <summary>The jobs that are running, the oldest first.</summary>
    public IReadOnlyList<(byte[] Id, ImportJobRow Row)> Running()
    {
        using LedgerRead read = ledger.Read();
        return [.. ImportTable.All(read).Where(job => job.Row.State == ImportState.Running).OrderBy(job => job.Row.CreatedTime)];
    }

    /// <summary>Opens a job's run.</summary>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="CryptographicException">It or its key was changed.</exception>
    public ImportRun OpenRun(byte[] id, ImportJobRow row) => new(id, row, secrets, origin, folder);

    /// <summary>Ends a job whose file cannot be read any more.</summary>
    public Task FailAsync(byte[] id, CancellationToken cancel) => ledger.WriteAsync(
        write =>
        {
            if (ImportTable.Find(write, id) is { } row && ImportState.IsOpen(row.State))
            {
                (row.State, row.FinishedTime) = (ImportState.Failed, write.Time.ToUnixTimeMilliseconds());
                ImportTable.Put(write, id, row);
            }

            return true;
        },
        cancel);

    /// <summary>Waits until a job came or was changed, or some time has passed.</summary>
    public Task ChangedAsync(TimeSpan atMost, CancellationToken cancel) => _changed.WaitAsync(atMost, cancel);

    /// <summary>Removes what ended jobs no longer need: files, what cancelled ones refused, and those that ended long ago.</summary>
    /// <param name="now">The time it is.</param>
    /// <param name="cancel">Gives up; the rest is removed another time.</param>
    public async Task CleanAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await ExpireAsync(now, cancel);
        long expired = (now - ImportLimits.KeptFor).ToUnixTimeMilliseconds();
        (byte[] Id, ImportJobRow Row)[] ended;
        using (LedgerRead read = ledger.Read())
        {
            ended = [.. ImportTable.All(read).Where(job => !ImportState.IsOpen(job.Row.State))];
        }

        foreach ((byte[] id, ImportJobRow row) in ended)
        {
            bool isExpired = row.FinishedTime < expired;
            bool keepsRows = row.State != ImportState.Cancelled && row.Refused > 0 && !isExpired;
            if (isExpired || !row.File.Equals("", StringComparison.Ordinal) || (!keepsRows && !row.WrappedKey.IsEmpty))
            {
                await CleanAsync(id, row, keepsRows, isExpired, cancel);
            }
        }
    }

    private static void RequireRetriable(ImportJobRow row)
    {
        if (!IsRetriable(row))
        {
            throw NotRetriable();
        }
    }

    private static bool IsRetriable(ImportJobRow row) => row.State is ImportState.Finished && row.Refused > 0;

    private static LedgerException NotRetriable() => new(
        LedgerError.WrongState, "只有已完成且有被拒行的导入任务可以重试。", "Only a finished import with rows that stand refused is tried again.");

    private ImportJob? BeginRound(LedgerWrite write, byte[] id, ImportJobRow before, ReceivedFile received, string? correctedBy)
    {
        if (ImportTable.Find(write, id) is not { } row || !IsRetriable(row) || row.Round != before.Round)
        {
            return null;
        }

        row.Round++;
        (row.State, row.File, row.Rows, row.RowsDone) = (ImportState.Running, received.Name, received.Rows, 0);
        (row.FinishedTime, row.WorkingTime) = (0, 0);
        if (correctedBy is not null)
        {
            // Other rows than were approved.
            row.ProposingSystem = correctedBy;
            ImportApproval.Begin(write, row, rowsAlone);
        }

        ImportTable.Put(write, id, row);
        return ImportJob.Of(id, row);
    }

    private async Task<ReceivedFile> ReceiveCorrectedAsync(ImportJobRow row, ImportKey key, Stream file, CancellationToken cancel)
    {
        ImportForm form = ImportForm.Of(row);
        ImportRequest request = new(row.Authority, row.System, "", form.Format, row.Encoding, default, "", row.DryRun);
        ReceivedFile received = await folder.ReceiveAsync(file, request, form, isCorrection: true, key, cancel);
        if (received.Header.SequenceEqual(key.OpenDetails(row).Columns, StringComparer.Ordinal))
        {
            return received;
        }

        folder.Delete(received.Name);
        throw new LedgerException(
            LedgerError.MalformedBody, "更正文件的列应与原文件相同。", "A file of corrected rows has the same columns in the same order as the file before.");
    }

    private ReceivedFile WriteRefused(byte[] id, ImportJobRow row, ImportKey key)
    {
        ImportForm form = ImportForm.Of(row);
        (string name, SealedFileWriter file) = folder.Create(key);
        using (file)
        using (LedgerRead read = ledger.Read())
        {
            file.Write(form.Encoding.GetBytes(RefusedRowsText.Header(form.Format, key.OpenDetails(row).Columns)));
            (long rows, long last) = (0, 0);
            IReadOnlyList<RefusedImportRow> page = Refused(read, id, row, key, last, RowsAtOnce);
            while (page.Count > 0)
            {
                page.ToList().ForEach(refused => file.Write(form.Encoding.GetBytes(RefusedRowsText.Row(form.Format, refused.Source))));
                (rows, last) = (rows + page.Count, page[^1].Source.Number);
                page = Refused(read, id, row, key, last, RowsAtOnce);
            }

            file.Complete();
            return new ReceivedFile(name, [], rows, default);
        }
    }

    /// <summary>First the file, then the rows, last the job's own row: a crash in between leaves what the next call removes.</summary>
    private async Task CleanAsync(byte[] id, ImportJobRow row, bool keepsRows, bool isExpired, CancellationToken cancel)
    {
        if (row.File.Length > 0)
        {
            folder.Delete(row.File);
        }

        while (!keepsRows && await ledger.WriteAsync(write => RemoveSome(write, id), cancel) > 0)
        {
        }

        await ledger.WriteAsync(
            write =>
            {
                // Tried again meanwhile: then the file is another.
                if (ImportTable.Find(write, id) is not { } now || now.State != row.State || now.Round != row.Round)
                {
                    return false;
                }

                now.File = "";
                if (!keepsRows)
                {
                    (now.WrappedKey, now.SealedDetails) = (ByteString.Empty, ByteString.Empty);
                }

                if (isExpired)
                {
                    ImportTable.Remove(write, id);
                }
                else
                {
                    ImportTable.Put(write, id, now);
                }

                return true;
            },
            cancel);
    }

    private static int RemoveSome(LedgerWrite write, byte[] id)
    {
        long[] numbers = [.. ImportTable.Refused(write, id, 0, RowsAtOnce).Select(row => row.Number)];
        foreach (long number in numbers)
        {
            ImportTable.RemoveRefused(write, id, number);
        }

        return numbers.Length;
    }
}
