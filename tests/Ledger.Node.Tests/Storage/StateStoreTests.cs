using System.Diagnostics;
using System.Globalization;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

public sealed class StateStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_come_back_after_a_restart()
    {
        using (StateStore store = Open())
        {
            store.Write(Batch(Column.Licences, ([1], [10]), ([2], [])));
        }

        using StateStore again = Open();
        Assert.Equal([10], again.Get(Column.Licences, [1]));
        Assert.Empty(again.Get(Column.Licences, [2])!);
        Assert.Null(again.Get(Column.Licences, [3]));
        Assert.Null(again.Get(Column.Holders, [1]));
    }

    [Fact]
    public void A_scan_gives_the_rows_of_a_prefix_in_order_and_goes_on_after_a_key()
    {
        using StateStore store = Open();
        store.Write(Batch(Column.Licences, ([7, 255, 2], [2]), ([7, 255], [0]), ([7, 255, 1], [1]), ([8], [9]), ([7, 254], [8])));

        Assert.Equal([0, 1, 2], store.Scan(Column.Licences, [7, 255], [], 10).Select(row => row.Value[0]));
        Assert.Equal([1], store.Scan(Column.Licences, [7, 255], [7, 255], 1).Select(row => row.Value[0]));
        Assert.Equal([8, 0, 1, 2, 9], store.Scan(Column.Licences, [], [], 10).Select(row => row.Value[0]));
        Assert.Empty(store.Scan(Column.Licences, [255, 255], [], 10));
    }

    [Fact]
    public async Task Whoever_writes_at_once_writes_a_batch_of_its_own()
    {
        const int Writers = 8;
        const int Batches = 20;
        const int Rows = 200;
        using StateStore store = Open();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (int batch = 0; batch < Batches; batch++)
            {
                store.Write(Batch(Column.Licences, [.. Enumerable.Range(0, Rows).Select(row => (new[] { (byte)writer, (byte)batch, (byte)row }, new byte[] { 1 }))]));
            }
        })));
        Assert.Equal(Writers * Batches * Rows, store.Scan(Column.Licences, [], [], int.MaxValue).Count);
    }

    [Fact]
    public void A_snapshot_stays_at_its_moment_until_its_last_reader_leaves()
    {
        using StateStore store = Open();
        store.Write(Batch(Column.Licences, ([1], [10])));
        StoreSnapshot snapshot = store.Snapshot();
        Assert.True(snapshot.TryHold());
        WriteBatch change = Batch(Column.Licences, ([1], [11]), ([2], [12]));
        store.Write(change);
        snapshot.Dispose();

        Assert.Equal([10], store.Get(Column.Licences, [1], snapshot));
        Assert.Single(store.Scan(Column.Licences, [], [], 10, snapshot));
        Assert.Equal([11], store.Get(Column.Licences, [1]));
        snapshot.Dispose();
        Assert.False(snapshot.TryHold());
    }

    [Fact]
    public void A_snapshot_may_outlive_the_store_but_no_longer_be_read()
    {
        StateStore store = Open();
        StoreSnapshot snapshot = store.Snapshot();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Get(Column.Licences, [1], snapshot));
        snapshot.Dispose();
    }

    [Fact]
    public void A_second_opening_is_refused_with_a_sentence_that_says_why()
    {
        using StateStore store = Open();
        StoreException refused = Assert.Throws<StoreException>(() => Open().Dispose());
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_locked_by_another_process_is_refused_with_the_same_sentence()
    {
        Open().Dispose();
        string lockFile = Path.Combine(_folder["db"], "LOCK");
        ProcessStartInfo start = new("python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import fcntl,sys; f=open(sys.argv[1],'w'); fcntl.lockf(f,fcntl.LOCK_EX); print('held',flush=True); sys.stdin.read()");
        start.ArgumentList.Add(lockFile);
        using Process other = Process.Start(start)!;
        Assert.Equal("held", other.StandardOutput.ReadLine());

        StoreException refused = Assert.Throws<StoreException>(() => Open().Dispose());
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);

        other.StandardInput.Close();
        other.WaitForExit();
        Open().Dispose();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void One_flipped_bit_in_the_write_ahead_log_is_refused(double place)
    {
        FillLog();
        string log = Assert.Single(Directory.GetFiles(_folder["copy"], "*.log"));
        byte[] bytes = File.ReadAllBytes(log);
        bytes[(int)(bytes.Length * place)] ^= 0x10;
        File.WriteAllBytes(log, bytes);

        Assert.Throws<StoreException>(() => StateStore.Open(new StoreOptions { Folder = _folder["copy"] }).Dispose());
    }

    [Fact]
    public void A_torn_tail_of_the_write_ahead_log_is_an_ordinary_crash_and_opens()
    {
        FillLog();
        string log = Assert.Single(Directory.GetFiles(_folder["copy"], "*.log"));
        using (FileStream file = File.OpenWrite(log))
        {
            file.SetLength(file.Length - 10);
        }

        using StateStore store = StateStore.Open(new StoreOptions { Folder = _folder["copy"] });
        Assert.Equal(199, store.Scan(Column.Licences, [], [], 1000).Count);
    }

    [Fact]
    public void Damage_in_a_table_file_surfaces_when_it_is_read()
    {
        FillLog();
        StateStore.Open(new StoreOptions { Folder = _folder["copy"] }).Dispose(); // recovery moves the rows into a table
        string[] tables = Directory.GetFiles(_folder["copy"], "*.sst");
        string table = tables.MaxBy(file => new FileInfo(file).Length)!;
        byte[] bytes = File.ReadAllBytes(table);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(table, bytes);

        Assert.Throws<StoreException>(() =>
        {
            using StateStore store = StateStore.Open(new StoreOptions { Folder = _folder["copy"] });
            _ = store.Scan(Column.Licences, [], [], 1000);
        });
    }

    [Fact]
    public void A_folder_that_cannot_hold_a_database_is_refused()
    {
        Directory.CreateDirectory(_folder["db"]);
        File.WriteAllText(Path.Combine(_folder["db"], "CURRENT"), "nonsense\n");
        Assert.Throws<StoreException>(() => Open().Dispose());
    }

    [Fact]
    public void A_copy_opens_by_itself()
    {
        using StateStore store = Open();
        store.Write(Batch(Column.Holders, ([1], [2])));
        store.CopyTo(_folder["copy"]);
        store.Write(Batch(Column.Holders, ([1], [3])));
        using StateStore copy = StateStore.Open(new StoreOptions { Folder = _folder["copy"] });
        Assert.Equal([2], copy.Get(Column.Holders, [1]));
        Assert.Throws<StoreException>(() => store.CopyTo(_folder["copy"]));
    }

    [Fact]
    public void A_lookup_in_a_long_table_reads_a_few_blocks_and_no_whole_filter()
    {
        // Of a cache of 8 MiB a shard is 512 KiB; one filter for all these rows would be 750,000 bytes.
        const int Rows = 600_000;
        const int Lookups = 500;
        using StateStore store = StateStore.Open(new StoreOptions { Folder = _folder["db"], BlockCacheMebibytes = 8 });
        Random chance = new(1);
        byte[][] keys = [.. Enumerable.Range(0, Rows).Select(_ => new byte[12])];
        Array.ForEach(keys, chance.NextBytes);
        foreach (byte[][] some in keys.Chunk(100_000))
        {
            store.Write(Batch(Column.Requests, [.. some.Select(key => (key, Array.Empty<byte>()))]));
        }

        store.Purge(Column.Requests, keys.Take(20)); // merges them into one table
        long before = BytesRead();
        Assert.All(keys.Take(Lookups), key => Assert.NotNull(store.Get(Column.Requests, key)));
        Assert.InRange((BytesRead() - before) / Lookups, 0, 200_000);
    }

    // Of the whole process, whatever else it reads meanwhile.
    private static long BytesRead() => long.Parse(
        File.ReadLines("/proc/self/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))["rchar:".Length..], CultureInfo.InvariantCulture);

    private StateStore Open() => StateStore.Open(new StoreOptions { Folder = _folder["db"] });

    // 200 batches of one row, all of them still in the write-ahead log, copied as a crash would leave them.
    private void FillLog()
    {
        using StateStore store = Open();
        for (int i = 0; i < 200; i++)
        {
            store.Write(Batch(Column.Licences, ([(byte)i], new byte[1000])));
        }

        Directory.CreateDirectory(_folder["copy"]);
        foreach (string file in Directory.GetFiles(_folder["db"]))
        {
            File.Copy(file, Path.Combine(_folder["copy"], Path.GetFileName(file)));
        }
    }

    private static WriteBatch Batch(Column column, params (byte[] Key, byte[] Value)[] rows)
    {
        WriteBatch batch = new();
        foreach ((byte[] key, byte[] value) in rows)
        {
            batch.Put(column, key, value);
        }

        return batch;
    }
}
