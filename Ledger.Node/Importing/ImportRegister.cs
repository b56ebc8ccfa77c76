using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Importing;

/// <summary>
/// Takes departments' files in, and lets their jobs be watched, paused, ended and tried again. The folder's only door;
/// <see cref="ImportWorker"/> does the work.
/// </summary>
internal sealed partial class ImportRegister(
    LedgerWriter ledger, HolderSecrets secrets, string origin, ImportFolder folder, int rowsAlone = ImportLimits.RowsAlone) : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <summary>Takes a file in and makes a job of it; the same file sent again with the same key is the same job.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Gives up; nothing is kept.</param>
    /// <exception cref="LedgerException">
    /// The file cannot be read or is too large; the key was used for another; the authority has as many jobs as it may; the ledger does not write.
    /// </exception>
    public async Task<ImportJob> ReceiveAsync(ImportRequest request, Stream file, CancellationToken cancel)
    {
        ledger.RequireWriting();
        ImportForm form = ImportForm.Of(request.Format, request.Encoding, request.Map.Span);
        byte[] id = secrets.Lookup("import", $"{request.System}\n{request.Key}").Span[..ImportKey.IdLength].ToArray();
        if (Find(id) is { } known)
        {
            return Repeated(id, known, await ImportFolder.DigestAsync(file, request, cancel));
        }

        using (LedgerRead read = ledger.Read())
        {
            RequireRoom(read, request.Authority);
        }

        using ImportKey key = ImportKey.Create(id);
        ReceivedFile received = await folder.ReceiveAsync(file, request, form, isCorrection: false, key, cancel);
        ImportJobRow row = new()
        {
            Authority = request.Authority,
            System = request.System,
            Format = request.Format.Text(),
            Encoding = request.Encoding,
            Map = ByteString.CopyFrom(request.Map.Span),
            DryRun = request.IsDryRun,
            RequestSm3 = ByteString.CopyFrom(received.Sm3.Span),
            WrappedKey = ByteString.CopyFrom(key.Wrap(secrets, origin)),
            State = ImportState.Running,
            ProposingSystem = request.System,
            ProposingOperator = OperatorOf(request.Authority, request.Operator),
            Round = 1,
            File = received.Name,
            SealedDetails = ByteString.CopyFrom(key.SealDetails(new ImportDetails { Columns = { received.Header }, Operator = request.Operator })),
            Rows = received.Rows,
        };
        ImportJob? entered = await ledger.WriteAsync(write => Enter(write, id, row), cancel);
        if (entered is not null)
        {
            Wake();
            return entered;
        }

        folder.Delete(received.Name);
        return Repeated(id, Find(id) ?? throw NoSuchJob(), received.Sm3);
    }

    /// <summary>Jobs of an authority, the newest first, at most <see cref="ImportLimits.Jobs"/>.</summary>
    public IReadOnlyList<ImportJob> List(string authority)
    {
        using LedgerRead read = ledger.Read();
        return
        [
            .. ImportTable.All(read).Where(job => job.Row.Authority == authority)
                .Select(job => ImportJob.Of(job.Id, job.Row)).OrderByDescending(job => job.Created),
        ];
    }

    /// <summary>A job of the authority.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, or another authority's.</exception>
    public ImportJob Get(string authority, string id)
    {
        (byte[] key, ImportJobRow row) = Own(authority, id);
        return ImportJob.Of(key, row);
    }

    /// <summary>Stops a running job after the rows under way.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>: it has ended, or waits for approval.</exception>
    public Task<ImportJob> PauseAsync(string authority, string id, CancellationToken cancel) =>
        ChangeAsync(authority, id, ImportState.IsWorking, (row, _) => row.State = ImportState.Paused, cancel);

    /// <summary>Lets a paused job go on.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>: it has ended, or waits for approval.</exception>
    public Task<ImportJob> ResumeAsync(string authority, string id, CancellationToken cancel) =>
        ChangeAsync(authority, id, ImportState.IsWorking, (row, _) => row.State = ImportState.Running, cancel);

    /// <summary>Ends a job, finished or not: nothing more is issued, and what is kept of its rows is removed.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public Task<ImportJob> CancelAsync(string authority, string id, CancellationToken cancel) => ChangeAsync(
        authority,
        id,
        _ => true,
        (row, now) =>
        {
            row.FinishedTime = row.State == ImportState.Cancelled ? row.FinishedTime : now.ToUnixTimeMilliseconds();
            row.State = ImportState.Cancelled;
        },
        cancel);

    /// <summary>Rows that stand refused, in the order of their numbers, opened.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="id">The job.</param>
    /// <param name="after">Rows after this number; 0 for the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or removed.</exception>
    public IReadOnlyList<RefusedImportRow> Refused(string authority, string id, long after, int limit)
    {
        (byte[] key, ImportJobRow row) = Own(authority, id);
        using ImportKey opener = KeyOf(key, row);
        using LedgerRead read = ledger.Read();
        return Refused(read, key, row, opener, after, limit);
    }

    /// <summary>The column names of a job's CSV file; empty for the other formats.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or removed.</exception>
    public IReadOnlyList<string> HeaderOf(string authority, string id)
    {
        (byte[] key, ImportJobRow row) = Own(authority, id);
        using ImportKey opener = KeyOf(key, row);
        return opener.OpenDetails(row).Columns;
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private static IReadOnlyList<RefusedImportRow> Refused(LedgerRead read, byte[] id, ImportJobRow row, ImportKey key, long after, int limit)
    {
        ImportFormat format = ImportForm.Of(row).Format;
        return
        [
            .. ImportTable.Refused(read, id, after, limit).Select(refused => RefusedImportRow.Of(
                refused.Number, RefusedRow.Parser.ParseFrom(key.Open(ImportTable.NameOf(refused.Number), refused.Sealed)), format)),
        ];
    }

    private ImportJob? Enter(LedgerWrite write, byte[] id, ImportJobRow row)
    {
        if (ImportTable.Find(write, id) is not null)
        {
            return null;
        }

        RequireRoom(write, row.Authority);
        row.CreatedTime = write.Time.ToUnixTimeMilliseconds();
        ImportApproval.Begin(write, row, rowsAlone);
        ImportTable.Put(write, id, row);
        return ImportJob.Of(id, row);
    }

    private static ImportJob Repeated(byte[] id, ImportJobRow row, Crypto.Hashing.Digest digest) =>
        row.RequestSm3.Span.SequenceEqual(digest.Span)
            ? ImportJob.Of(id, row)
            : throw new LedgerException(
                LedgerError.IdempotencyKeyReused,
                "该幂等键已用于另一文件，本次未作任何处理。",
                "This idempotency key was used for another file. Nothing was done.");

    private static LedgerException NoSuchJob() => new(LedgerError.NotFound, "没有这个导入任务。", "There is no such import.");

    private async Task<ImportJob> ChangeAsync(
        string authority, string id, Func<string, bool> fits, Action<ImportJobRow, DateTimeOffset> change, CancellationToken cancel)
    {
        (byte[] key, _) = Own(authority, id);
        ImportJob changed = await ledger.WriteAsync(
            write =>
            {
                ImportJobRow row = ImportTable.Find(write, key) ?? throw NoSuchJob();
                if (!fits(row.State))
                {
                    throw new LedgerException(LedgerError.WrongState, "该导入任务已结束，或正待他人审批。", "The import has ended, or waits for somebody else's approval.");
                }

                change(row, write.Time);
                ImportTable.Put(write, key, row);
                return ImportJob.Of(key, row);
            },
            cancel);
        Wake();
        return changed;
    }

    private (byte[] Id, ImportJobRow Row) Own(string authority, string id)
    {
        bool isName = id.Length == 2 * ImportKey.IdLength && id.All(char.IsAsciiHexDigit);
        byte[] key = isName ? Convert.FromHexString(id) : [];
        return isName && Find(key) is { } row && row.Authority == authority ? (key, row) : throw NoSuchJob();
    }

    private ImportJobRow? Find(byte[] id)
    {
        using LedgerRead read = ledger.Read();
        return ImportTable.Find(read, id);
    }

    private ImportKey KeyOf(byte[] id, ImportJobRow row) => row.WrappedKey.IsEmpty
        ? throw new LedgerException(LedgerError.NotFound, "该导入任务的数据已清除。", "What this import kept of its rows was removed.")
        : ImportKey.Unwrap(secrets, origin, id, row.WrappedKey.Span);

    private static void RequireRoom(LedgerRead read, string authority)
    {
        ImportJobRow[] jobs = [.. ImportTable.All(read).Select(job => job.Row).Where(job => job.Authority == authority)];
        if (jobs.Length >= ImportLimits.Jobs || jobs.Count(job => ImportState.IsOpen(job.State)) >= ImportLimits.OpenJobs)
        {
            throw new LedgerException(
                LedgerError.WrongState,
                $"每个机构至多同时进行 {ImportLimits.OpenJobs} 个导入任务，至多保留 {ImportLimits.Jobs} 个。",
                $"An authority has at most {ImportLimits.OpenJobs} imports under way and {ImportLimits.Jobs} in all.");
        }
    }

    private void Wake()
    {
        try
        {
            _ = _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // The worker is about to look anyway.
        }
    }
}
