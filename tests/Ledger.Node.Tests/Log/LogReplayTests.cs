using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Log;

public sealed class LogReplayTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public LogReplayTests() => _ledger = new TestLedger(_folder).Open();

    public async Task InitializeAsync()
    {
        for (int i = 0; i < 20; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 1 + (i % 4)).Select(j => _ledger.AppendAsync($"subject{j}: {i}")));
        }

        await _ledger.AppendOnceAsync(RequestKey.For("caller", "key", "body"u8), "subject0: asked once");
        await _ledger.Writer.WriteAsync(
            write =>
            {
                write.Put(Column.Cursors, [1], [1]);
                return write.Append(TestLedger.End("subject3"), [1, 2, 3]);
            },
            CancellationToken.None);
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replay_gives_the_same_rows_and_the_same_roots()
    {
        ReplayReport report = Replay(_ledger.Store, "scratch");
        LogHead head = _ledger.Writer.Head!;
        Assert.Null(report.Difference);
        Assert.Equal((head.Size, 52), (report.Size, report.Events));
        Assert.Equal((head.Checkpoint.Root, head.Sm3Root, head.Map.Root), (report.Sha256Root, report.Sm3Root, report.MapRoot));
    }

    [Theory]
    [InlineData(nameof(Column.Entries))]
    [InlineData(nameof(Column.Bodies))]
    [InlineData(nameof(Column.Sha256Tiles))]
    [InlineData(nameof(Column.Sm3Tiles))]
    [InlineData(nameof(Column.StatusEntries))]
    [InlineData(nameof(Column.SupersededStatuses))]
    [InlineData(nameof(Column.Requests))]
    [InlineData(nameof(Column.Licences))]
    [InlineData(nameof(Column.LicencesByHolder))]
    public async Task Replay_finds_any_row_that_is_changed_missing_or_too_many(string name)
    {
        Column column = Enum.Parse<Column>(name);
        await _ledger.CloseAsync();
        using StateStore store = StateStore.Open(new StoreOptions { Folder = _ledger.Database });
        KeyValuePair<byte[], byte[]> row = store.Scan(column, [], [], 100)[0];
        byte[] changed = [.. row.Value];
        changed[changed.Length / 2] ^= 1;

        AssertDifference(store, column, batch => batch.Put(column, row.Key, changed));
        AssertDifference(store, column, batch => batch.Delete(column, row.Key));
        store.Write(Batch(batch => batch.Put(column, row.Key, row.Value)));
        AssertDifference(store, column, batch => batch.Put(column, [.. row.Key, 0], row.Value));
        store.Write(Batch(batch => batch.Delete(column, [.. row.Key, 0])));
        Assert.Null(Replay(store, $"{column}-well").Difference);
        store.Dispose();
        _ledger.Open();
    }

    private void AssertDifference(StateStore store, Column column, Action<WriteBatch> change)
    {
        store.Write(Batch(change));
        ReplayDifference? difference = Replay(store, Guid.NewGuid().ToString()).Difference;
        Assert.True(difference is not null, $"A change in {column} was not found.");
        Assert.NotEmpty(difference.Chinese);
    }

    private static WriteBatch Batch(Action<WriteBatch> change)
    {
        WriteBatch batch = new();
        change(batch);
        return batch;
    }

    private ReplayReport Replay(StateStore store, string scratch)
    {
        using StateStore rebuilt = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder[scratch]) });
        using LedgerRead rows = new(store, snapshot: null, head: null);
        return new LogReplay(_ledger.Events, _ledger.Options.Origin, rebuilt).Run(rows, _ => { }, CancellationToken.None);
    }
}
