using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>A ledger in a folder of its own, whose events are texts about a subject: "name: what happened".</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private const string Origin = "ledger.example/test";
    public TestLedger(TemporaryFolder folder, string database = "db", string head = "head/head")
        : this(folder, new WatchedKey(Ed25519PrivateKey.Generate()), new WatchedKey(Sm2PrivateKey.Generate()), database, head)
    {
    }

    private TestLedger(TemporaryFolder folder, WatchedKey key, WatchedKey sm3Key, string database, string head)
    {
        Folder = folder;
        Key = key;
        Sm3Key = sm3Key;
        Database = folder[database];
        Options = new LedgerOptions { Origin = Origin, HeadFile = folder[head], LockFile = LockOf(folder[head]) };
        Directory.CreateDirectory(Path.GetDirectoryName(Options.HeadFile)!);
        AddTo(Events);
    }

    public TemporaryFolder Folder { get; }

    public WatchedKey Key { get; }

    public WatchedKey Sm3Key { get; }

    public string Database { get; }

    public LedgerOptions Options { get; set; }

    public TestClock Clock { get; private init; } = new();

    public EventCatalogue Events { get; } = new();

    public StateStore Store { get; private set; } = null!;

    public LedgerWriter Writer { get; private set; } = null!;

    /// <summary>
    /// The same ledger, with the same keys and clock, over other files. Its lock file is the one copied with the head file, or, where
    /// there is none, a copy of this ledger's as it is now.
    /// </summary>
    public TestLedger Over(string database, string head)
    {
        TestLedger other = new(Folder, Key, Sm3Key, database, head) { Clock = Clock };
        if (!File.Exists(other.Options.LockFile) || other.Options.LockFile == Options.LockFile)
        {
            string own = $"{Guid.NewGuid():N}";
            other.Options = other.Options with { LockFile = Folder[$"lock-{own}"], AuditHeadFile = Folder[$"audit-{own}"] };
            CopyLock(other.Options.LockFile);
        }

        return other;
    }

    /// <summary>Another ledger with the same keys and clock, in places where nothing is yet.</summary>
    public TestLedger Fresh(string database, string head) => new(Folder, Key, Sm3Key, database, head) { Clock = Clock };

    public TestLedger Open(params IReadOnlyList<KnownCheckpoint> known)
    {
        OpenWaiting();
        Writer.Begin(known);
        return this;
    }

    /// <summary>Opens it before anybody was asked.</summary>
    public void OpenWaiting()
    {
        Store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(Database) });
        Writer = LedgerWriter.Open(Store, Options, Events, new LedgerKeys(Key, Sm3Key), Clock);
    }

    public async Task CloseAsync()
    {
        await Writer.DisposeAsync();
        Store.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (Writer is not null)
        {
            await CloseAsync();
        }

        Store?.Dispose();

        Key.Dispose();
        Sm3Key.Dispose();
    }

    public Task<LogReceipt> AppendAsync(string text) =>
        Writer.WriteAsync(write => write.Append(Event(text)), CancellationToken.None);

    /// <summary>Several events of one subject in one turn; the receipt is the first's.</summary>
    public Task<LogReceipt> AppendAsync(int count, string subject) => Writer.WriteAsync(
        write => Enumerable.Range(0, count).Select(i => write.Append(Event($"{subject}: {i}"))).ToList()[0], CancellationToken.None);

    public Task<LogReceipt> AppendOnceAsync(RequestKey request, string text) =>
        Writer.WriteOnceAsync(request, write => write.Append(Event(text)), CancellationToken.None);

    /// <summary>Holds the writer within a turn, so that what is asked for meanwhile waits together.</summary>
    public Task BlockAsync(TaskCompletionSource gate)
    {
        TaskCompletionSource started = new();
        Task blocked = Writer.WriteAsync(
            _ =>
            {
                started.SetResult();
                gate.Task.Wait();
                return 0;
            },
            CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => started.Task.IsCompleted, TimeSpan.FromSeconds(10)));
        return blocked;
    }

    /// <summary>Copies database, head file and lock file as a crash at this moment would leave them.</summary>
    public void CopyFiles(string database, string head)
    {
        CopyDatabase(database);
        CopyLock(LockOf(Folder[head]));
        CopyAuditHead(LedgerOptions.AuditHeadOf(Folder[head]));
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[head])!);
        if (File.Exists(Options.HeadFile))
        {
            File.Copy(Options.HeadFile, Folder[head], overwrite: true);
        }
    }

    /// <summary>Copies the audit head as it is now.</summary>
    public void CopyAuditHead(string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        Copy(Options.AuditHeadFile, to);
    }

    public void CopyDatabase(string database)
    {
        Directory.CreateDirectory(Folder[database]);
        foreach (string file in Directory.GetFiles(Database))
        {
            File.Copy(file, Path.Combine(Folder[database], Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>Where the lock file of a head file lies.</summary>
    public static string LockOf(string head) => $"{head}.lock";

    /// <summary>Changes the lock file as another program would that does not respect who holds it.</summary>
    public void OverwriteLock(string from) => Copy(from, Options.LockFile);

    private void CopyLock(string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(Options.LockFile))
        {
            Copy(Options.LockFile, to);
        }
    }

    // This runtime respects who holds a file even for reading; another program does not.
    private static void Copy(string from, string to)
    {
        using Process copy = Process.Start("cp", [from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    public static StringValue Event(string text) => new() { Value = text };

    public static ByteString Handle(string subject) =>
        ByteString.CopyFrom(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16));

    public static Digest MapKeyOf(string subject) => MapKey.For(Origin, MapNamespace.Material, Handle(subject).Span);

    /// <summary>The end of a subject, after which nothing can happen to it.</summary>
    public static BytesValue End(string subject) => new() { Value = ByteString.CopyFromUtf8(subject) };

    private static void AddTo(EventCatalogue events)
    {
        AuditCommitments.AddTo(events);
        events.Add(
            "test.noted.v1",
            EventType.MaterialRegistered,
            StringValue.Parser,
            e => new MapSubject(MapNamespace.Material, Handle(e.Value.Split(':')[0])),
            Fold);
        events.Add(
            "test.ended.v1",
            EventType.Revoke,
            BytesValue.Parser,
            e => new MapSubject(MapNamespace.Material, Handle(e.Value.ToStringUtf8())),
            (write, e, _) => write.Delete(Column.Licences, RowKey.Of(e.Value.ToStringUtf8())));
    }

    // One row a subject: the texts so far, and a second, ordered, row for each event.
    private static void Fold(LedgerWrite write, StringValue e, EventPosition position)
    {
        if (e.Value.EndsWith("bad fold", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The fold failed.");
        }

        string subject = e.Value.Split(':')[0];
        byte[] before = write.Get(Column.Licences, RowKey.Of(subject)) ?? [];
        write.Put(Column.Licences, RowKey.Of(subject), [.. before, .. System.Text.Encoding.UTF8.GetBytes(e.Value), (byte)'\n']);
        write.Put(Column.LicencesByHolder, new RowKey().Add(subject).Add(position.Index).ToArray(), position.LeafHash.Span);
    }
}
