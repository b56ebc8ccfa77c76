using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Auditing;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Log;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Auditing;

/// <summary>A ledger with an audit log, whose rows can be changed behind its back.</summary>
internal sealed class AuditedLedger : IAsyncDisposable, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isStopped;

    public AuditedLedger()
    {
        Ledger = new TestLedger(_folder).Open();
        Pseudonyms = new AuditPseudonyms(Key);
        Desk = new AuditDesk(Ledger.Writer, Pseudonyms);
        Reading = new AuditReading(Ledger.Writer, Ledger.Options.Origin);
    }

    public static byte[] Key => [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public TestLedger Ledger { get; }

    public AuditPseudonyms Pseudonyms { get; }

    public AuditDesk Desk { get; }

    public AuditReading Reading { get; }

    public string AuditHead => Ledger.Options.AuditHeadFile;

    /// <summary>Records that a department read licences.</summary>
    public Task<long> RecordAsync(params IEnumerable<string> licences)
    {
        AuditEntry entry = new() { Actor = AuditActor.Department, System = "test", Network = "10.0.0.0/24", Action = "GET /x", Status = 200 };
        entry.Subjects.Add(licences.Select(Pseudonyms.Licence));
        return Desk.RecordAsync(entry);
    }

    public Task<long> CommitAsync() => Ledger.Writer.CommitAuditAsync(CancellationToken.None);

    /// <summary>Stops the ledger.</summary>
    public async Task StopAsync()
    {
        await Ledger.CloseAsync();
        _isStopped = true;
    }

    /// <summary>Stops the ledger and changes rows.</summary>
    public async Task TamperAsync(Action<StateStore, WriteBatch> change)
    {
        await StopAsync();
        using StateStore store = OpenStore();
        WriteBatch batch = new();
        change(store, batch);
        if (!batch.IsEmpty)
        {
            store.Write(batch);
        }
    }

    /// <summary>Writes all rows of the audit log anew, as if these had been its entries from the beginning.</summary>
    public static void Rewrite(StateStore store, WriteBatch batch, IReadOnlyList<AuditEntry> entries)
    {
        foreach (Column column in ColumnRules.All.Where(column => column.IsOfAudit()))
        {
            foreach (KeyValuePair<byte[], byte[]> row in store.Scan(column, [], [], 10_000))
            {
                batch.Delete(column, row.Key);
            }
        }

        AuditEdge edge = AuditEdge.Empty;
        foreach (AuditEntry entry in entries)
        {
            foreach (ByteString subject in entry.Subjects)
            {
                batch.Put(Column.AuditSubjects, AuditEdge.SubjectKey(subject.Span, edge.Size), []);
            }

            edge.Append(AuditEntries.Encode(entry));
        }

        edge.Put(batch.PutKept);
        batch.Put(Column.Meta, LogRows.AuditSizeKey, LogRows.OfAuditSize(edge.Size, edge.Size - 1));
    }

    /// <summary>The entries as stored.</summary>
    public static List<AuditEntry> EntriesOf(StateStore store)
    {
        using LedgerRead rows = new(store, snapshot: null, head: null);
        return [.. new LogEntries(rows, AuditEdge.EntryColumn).From(0, new StoredAudit(rows).Size).Select(entry => AuditEntries.Parse(entry.Span))];
    }

    /// <summary>Checks the stopped ledger's audit log.</summary>
    public AuditLogReport Check()
    {
        using StateStore store = OpenStore();
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder[$"scratch-{RandomNumberGenerator.GetInt32(int.MaxValue)}"]) });
        using LedgerRead rows = new(store, snapshot: null, head: null);
        HeadRecord? head = null;
        if (File.Exists(AuditHead))
        {
            using LockFile file = LockFile.Take(AuditHead);
            head = file.Read();
        }

        NoteVerifier verifier = new NoteSigner(Ledger.Options.AuditOrigin, Ledger.Key).Verifier;
        return new AuditLogCheck(rows, scratch).Run(head, Ledger.Options.AuditOrigin, verifier, _ => { }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Pseudonyms.Dispose();
        if (_isStopped)
        {
            Ledger.Open(); // to be closed once, like any other
        }

        await Ledger.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private StateStore OpenStore() => StateStore.Open(new StoreOptions { Folder = Ledger.Database });
}
