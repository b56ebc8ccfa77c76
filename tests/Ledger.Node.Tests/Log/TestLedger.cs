using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

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
        Options = new LedgerOptions { Origin = Origin, HeadFile = folder[head] };
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

    /// <summary>The same ledger, with the same keys and clock, over other files.</summary>
    public TestLedger Over(string database, string head) => new(Folder, Key, Sm3Key, database, head) { Clock = Clock };

    public TestLedger Open(params IReadOnlyList<KnownCheckpoint> known)
    {
        Store = StateStore.Open(new StoreOptions { Folder = Database });
        Writer = LedgerWriter.Open(Store, Options, Events, new LedgerKeys(Key, Sm3Key), Clock, known);
        return this;
    }

    public async Task CloseAsync()
    {
        await Writer.DisposeAsync();
        Store.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is not null)
        {
            await CloseAsync();
        }

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

    /// <summary>Copies database and head file as a crash at this moment would leave them.</summary>
    public void CopyFiles(string database, string head)
    {
        CopyDatabase(database);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[head])!);
        if (File.Exists(Options.HeadFile))
        {
            File.Copy(Options.HeadFile, Folder[head], overwrite: true);
        }
    }

    public void CopyDatabase(string database)
    {
        Directory.CreateDirectory(Folder[database]);
        foreach (string file in Directory.GetFiles(Database))
        {
            File.Copy(file, Path.Combine(Folder[database], Path.GetFileName(file)), overwrite: true);
        }
    }

    public static StringValue Event(string text) => new() { Value = text };

    public static ByteString Handle(string subject) =>
        ByteString.CopyFrom(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16));

    public static Digest MapKeyOf(string subject) => MapKey.For(Origin, MapNamespace.Material, Handle(subject).Span);

    /// <summary>The end of a subject, after which nothing can happen to it.</summary>
    public static BytesValue End(string subject) => new() { Value = ByteString.CopyFromUtf8(subject) };

    private static void AddTo(EventCatalogue events)
    {
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
