using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Importing;

/// <summary>
/// A running job's file, opened and read as far as its row in the store says. Each step tries some rows and then, in one turn, writes
/// down what became of them and how far it has come: that mark is only ever behind what is done, and a row tried again is the same
/// request, which the ledger recognises. A kill at any line loses nothing and does nothing twice.
/// </summary>
internal sealed class ImportRun : IDisposable
{
    /// <summary>Rows that a step tries at most: one turn of the writer, behind which interactive requests wait.</summary>
    public const int RowsAtOnce = 500;

    private readonly byte[] _id;
    private readonly ImportJobRow _job;
    private readonly ImportForm _form;
    private readonly ImportKey _key;
    private readonly SealedFileStream _file;

    // Dry runs alone: identifiers that earlier rows would have taken.
    private readonly HashSet<Digest> _taken = [];
    private RowSource? _rows;
    private RowInterpreter? _interpreter;
    private SourceRow? _held;
    private long _done;

    /// <summary>Opens a job's file.</summary>
    /// <param name="id">The job.</param>
    /// <param name="job">Its row.</param>
    /// <param name="secrets">What its key is wrapped under.</param>
    /// <param name="origin">The log's origin, to which the key is bound.</param>
    /// <param name="folder">Where the file lies.</param>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It or the key was changed.</exception>
    public ImportRun(byte[] id, ImportJobRow job, HolderSecrets secrets, string origin, ImportFolder folder)
    {
        (_id, _job, _form) = (id, job, ImportForm.Of(job));
        _key = ImportKey.Unwrap(secrets, origin, id, job.WrappedKey.Span);
        _file = folder.Open(job.File, _key);
    }

    /// <summary>Passes over the rows that are done; to be called once, before the first step.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was changed or cut short.</exception>
    public async Task BeginAsync(LicenceTypes types, CancellationToken cancel)
    {
        _rows = await RowSource.OpenAsync(_file, _form, _job.Round > 1, cancel);
        DateOnly received = LicenceDate.InChina(DateTimeOffset.FromUnixTimeMilliseconds(_job.CreatedTime));
        _interpreter = new RowInterpreter(_form, _rows.Header, types, new RowDefaults(_job.Authority, _key.OpenDetails(_job).Operator, received));
        while (_done < _job.RowsDone && await _rows.ReadAsync(cancel) is SourceRow row)
        {
            _done++;
            if (_job.DryRun && _interpreter.Read(row).Request is IssueLicence request)
            {
                _ = _taken.Add(NameOf(request));
            }
        }
    }

    /// <summary>Whether the job stands as this run knows it, and is running.</summary>
    public bool Fits(ImportJobRow? job) =>
        job is not null && job.State == ImportState.Running && job.Round == _job.Round && job.File == _job.File && job.RowsDone == _done;

    /// <summary>Tries the next rows and writes down what became of them.</summary>
    /// <param name="ledger">The writer.</param>
    /// <param name="licences">Issues.</param>
    /// <param name="time">Measures how long it takes.</param>
    /// <param name="cancel">Gives up; rows may be issued all the same, and will be recognised.</param>
    /// <returns>Rows tried; 0 where the job was changed meanwhile or is finished.</returns>
    /// <exception cref="LedgerException">The ledger does not write just now, or nobody knows whether it did: to be tried again.</exception>
    public async Task<int> StepAsync(LedgerWriter ledger, LicenceRegister licences, TimeProvider time, CancellationToken cancel)
    {
        long begun = time.GetTimestamp();
        List<ImportedRow> rows = [];
        await ReadAsync(rows, cancel);
        IReadOnlyList<RowOutcome> outcomes;
        using (LedgerRead read = ledger.Read())
        {
            outcomes = [.. rows.Select(row => new RowOutcome(row, row.Values.Refusals, _job.Round > 1 && !ImportTable.IsRefused(read, _id, row.Source.Number)))];
        }

        IReadOnlyList<RowOutcome> tried = await TryAsync(outcomes, licences, cancel);
        if (!await ledger.WriteAsync(write => Enter(write, tried, time.GetElapsedTime(begun)), cancel))
        {
            return 0;
        }

        _done += rows.Count;
        return rows.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _file.Dispose();
        _key.Dispose();
    }

    /// <summary>The next rows. A number that comes twice begins the next step: one step must not try one row twice.</summary>
    private async Task ReadAsync(List<ImportedRow> rows, CancellationToken cancel)
    {
        HashSet<long> numbers = [];
        while (rows.Count < RowsAtOnce)
        {
            SourceRow? row = _held ?? await _rows!.ReadAsync(cancel);
            _held = null;
            if (row is null)
            {
                return;
            }

            if (!numbers.Add(row.Number))
            {
                _held = row;
                return;
            }

            rows.Add(_interpreter!.Read(row));
        }
    }

    private async Task<IReadOnlyList<RowOutcome>> TryAsync(IReadOnlyList<RowOutcome> outcomes, LicenceRegister licences, CancellationToken cancel)
    {
        int[] open = [.. Enumerable.Range(0, outcomes.Count).Where(i => !outcomes[i].IsKnown && outcomes[i].Row.Request is not null)];
        IssueLicence[] requests = [.. open.Select(i => RequestOf(outcomes[i].Row))];
        LedgerException?[] refusals = requests.Length == 0 ? []
            : _job.DryRun ? WithinFile(requests, licences.FindRefusals(_job.Authority, requests))
            : [.. (await licences.IssueManyAsync(_job.Authority, [.. open.Select(i => Item(outcomes[i].Row))], alone: null, cancel)).Select(outcome => outcome.Refusal)];
        if (refusals.FirstOrDefault(refusal => refusal is not null && IsPassing(refusal.Error)) is LedgerException passing)
        {
            throw passing;
        }

        RowOutcome[] tried = [.. outcomes];
        for (int i = 0; i < open.Length; i++)
        {
            if (refusals[i] is LedgerException refusal)
            {
                tried[open[i]] = tried[open[i]] with { Refusals = RefusalsOf(refusal) };
            }
        }

        return tried;
    }

    /// <summary>What a row asks for, through the system that sent the file.</summary>
    private IssueLicence RequestOf(ImportedRow row) => row.Request! with { Decision = row.Request!.Decision with { System = _job.System } };

    private IssueItem Item(ImportedRow row) => new(RequestOf(row), _key.OfRow(_job.System, row.Source.Number, row.Values.ToBytes()));

    /// <summary>In a dry run, a second row with the same identifier would be refused though the ledger does not hold the first.</summary>
    private LedgerException?[] WithinFile(IssueLicence[] requests, IReadOnlyList<LedgerException?> refusals) =>
    [
        .. requests.Select((request, i) => refusals[i] ?? (_taken.Add(NameOf(request)) ? null : new LedgerException(
            LedgerError.AlreadyExists, "文件中已有相同证照标识的行。", "An earlier row of the file has the same identifier.", "/serial"))),
    ];

    /// <summary>Writes down what became of the rows, and how far the job has come.</summary>
    private bool Enter(LedgerWrite write, IReadOnlyList<RowOutcome> outcomes, TimeSpan taken)
    {
        // Paused meanwhile is no hindrance: these rows are done.
        if (ImportTable.Find(write, _id) is not { } job
            || !ImportState.IsOpen(job.State)
            || job.Round != _job.Round
            || job.RowsDone != _done)
        {
            return false;
        }

        foreach (RowOutcome outcome in outcomes.Where(outcome => !outcome.IsKnown))
        {
            job.Refused -= ImportTable.IsRefused(write, _id, outcome.Row.Source.Number) ? 1 : 0;
            EnterOne(write, job, outcome);
        }

        job.RowsDone += outcomes.Count;
        job.WorkingTime += (long)taken.TotalMilliseconds;
        if (job.RowsDone >= job.Rows)
        {
            (job.State, job.FinishedTime) = (ImportState.Finished, write.Time.ToUnixTimeMilliseconds());
        }

        ImportTable.Put(write, _id, job);
        return true;
    }

    private void EnterOne(LedgerWrite write, ImportJobRow job, RowOutcome outcome)
    {
        long number = outcome.Row.Source.Number;
        if (outcome.Refusals.Count == 0)
        {
            job.Issued++;
            ImportTable.RemoveRefused(write, _id, number);
            return;
        }

        job.Refused++;
        byte[] row = Google.Protobuf.MessageExtensions.ToByteArray(RefusedImportRow.ToStored(outcome.Row, outcome.Refusals));
        ImportTable.PutRefused(write, _id, number, _key.Seal(ImportTable.NameOf(number), row));
    }

    private static IReadOnlyList<FieldRefusal> RefusalsOf(LedgerException refusal) => refusal.Fields.Count > 0
        ? refusal.Fields
        : [new FieldRefusal("", refusal.Error, refusal.Chinese, refusal.English)];

    private static Digest NameOf(IssueLicence request) =>
        Sm3.Hash(System.Text.Encoding.UTF8.GetBytes($"{request.Type}\n{request.Issuer}\n{request.Serial}"));

    // Nothing is wrong with the row: the ledger cannot take it just now.
    private static bool IsPassing(LedgerError error) => error
        is LedgerError.Busy or LedgerError.ClockBehind or LedgerError.Unavailable or LedgerError.OutcomeUnknown
        or LedgerError.WriterStopped or LedgerError.Waiting or LedgerError.Quarantined;
}
