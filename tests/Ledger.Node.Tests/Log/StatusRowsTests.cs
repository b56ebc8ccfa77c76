using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>What the status map does not keep is read from the rows, whatever has happened to them since. All subjects here share buckets.</summary>
public sealed class StatusRowsTests : IAsyncLifetime, IDisposable
{
    private const int Seed = 20261126;
    private static readonly string[] Subjects = SharingBuckets(names: 8000, count: 24);
    private readonly Random _random = new(Seed);
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public StatusRowsTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Over_groups_restarts_and_replay_the_map_is_that_of_all_statuses_and_every_earlier_one_can_be_proven()
    {
        List<(LogHead Head, StatusEntry?[] Entries)> earlier = [];
        for (int group = 0; group < 50; group++)
        {
            if (group % 10 == 9)
            {
                await _ledger.CloseAsync();
                _ledger.Open();
                Assert.Equal(WriterMode.Writing, _ledger.Writer.State.Mode);
            }

            await AppendAsync(_random.Next(1, 6), known: group / 2);
            using LedgerRead then = _ledger.Writer.Read();
            Dictionary<Digest, StatusEntry> all = then.Scan(Column.StatusEntries, []).ToDictionary(row => new Digest(row.Key), row => LogRows.ReadStatusEntry(row.Value));
            StatusMap whole = StatusMap.Empty(MerkleHasher.Sm3).With(all.Select(pair => (pair.Key, pair.Value.ValueHash())));
            Assert.Equal((whole.Root, whole.Count), (then.Head!.MapCommit.MapRoot, then.Head.Map.Count));
            earlier.Add((then.Head, [.. Subjects.Select(subject => all.GetValueOrDefault(TestLedger.MapKeyOf(subject)))]));
        }

        using LedgerRead now = _ledger.Writer.Read();
        foreach ((LogHead head, StatusEntry?[] entries) in earlier)
        {
            LogProofs proofs = new(now, head);
            for (int i = 0; i < Subjects.Length; i++)
            {
                StatusProof proof = proofs.Status(TestLedger.MapKeyOf(Subjects[i]), maxEvents: 1);
                Assert.Equal(entries[i], proof.Entry);
                Assert.True(entries[i] is StatusEntry entry
                    ? proof.MapProof.VerifyInclusion(MerkleHasher.Sm3, proof.MapKey, entry.ValueHash(), head.MapCommit.MapRoot)
                    : proof.MapProof.VerifyAbsence(MerkleHasher.Sm3, proof.MapKey, head.MapCommit.MapRoot));
            }
        }

        // Replay keeps many groups in one batch: what the store does not have yet lies there.
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["scratch"]) });
        ReplayReport report = new LogReplay(_ledger.Events, _ledger.Options.Origin, scratch).Run(now, _ => { }, CancellationToken.None);
        Assert.Null(report.Difference);
        Assert.Equal(now.Head!.MapCommit.MapRoot, report.MapRoot);
    }

    [Theory]
    [InlineData(nameof(Column.StatusEntries))]
    [InlineData(nameof(Column.SupersededStatuses))]
    public async Task A_status_that_was_changed_on_the_disk_is_not_proven(string columnName)
    {
        Column column = Enum.Parse<Column>(columnName);
        for (int group = 0; group < 8; group++)
        {
            await Task.WhenAll(Subjects.Select(subject => _ledger.AppendAsync(subject)));
        }

        LogHead before = _ledger.Writer.Head!;
        await Task.WhenAll(Subjects.Select(subject => _ledger.AppendAsync(subject)));
        Digest mapKey = TestLedger.MapKeyOf(Subjects[0]);
        KeyValuePair<byte[], byte[]> row = _ledger.Store.Scan(column, mapKey.Span, [], limit: 1)[0];
        WriteBatch change = new();
        change.Put(column, row.Key, [.. row.Value[..^1], (byte)(row.Value[^1] ^ 1)]);
        _ledger.Store.Write(change);
        await _ledger.Writer.WriteAsync(
            write =>
            {
                write.Put(Column.Cursors, [1], [1]); // so that readers see the changed row
                return 0;
            },
            CancellationToken.None);

        // Every subject of that bucket, and none but those.
        using LedgerRead now = _ledger.Writer.Read();
        LogProofs proofs = column is Column.StatusEntries ? new(now) : new(now, before);
        foreach (string subject in Subjects)
        {
            bool isNeighbour = RowBits.AreSame(TestLedger.MapKeyOf(subject).Span, mapKey.Span, StatusRows.BucketBits);
            Exception? refused = Record.Exception(() => proofs.Status(TestLedger.MapKeyOf(subject), maxEvents: 1));
            Assert.Equal(isNeighbour, refused is StoreException);
        }
    }

    [Theory]
    [InlineData("changed", true)]
    [InlineData("changed", false)]
    [InlineData("removed", true)]
    [InlineData("removed", false)]
    public async Task No_event_follows_a_status_that_is_not_the_one_that_was_signed(string how, bool isInBucket)
    {
        await Task.WhenAll(Subjects.Append("alone").Select(subject => _ledger.AppendAsync(subject)));
        string subject = isInBucket ? Subjects[0] : "alone";
        byte[] key = TestLedger.MapKeyOf(subject).ToArray();
        byte[] row = _ledger.Store.Get(Column.StatusEntries, key)!;
        WriteBatch change = new();
        change.Put(Column.StatusEntries, key, how is "changed" ? [.. row[..^1], (byte)(row[^1] ^ 1)] : row);
        if (how is "removed")
        {
            change.Delete(Column.StatusEntries, key);
        }

        _ledger.Store.Write(change);
        long size = _ledger.Writer.Head!.Size;
        Assert.Equal(LedgerError.OutcomeUnknown, (await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync(subject))).Error);
        Assert.Equal((WriterMode.Poisoned, size), (_ledger.Writer.State.Mode, _ledger.Writer.Head!.Size));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_that_somebody_added_counts_for_nothing_and_the_first_event_takes_its_place(bool isInBucket)
    {
        await Task.WhenAll(Subjects.Select(subject => _ledger.AppendAsync(subject)));
        string subject = isInBucket
            ? Enumerable.Range(0, int.MaxValue).Select(i => $"new {i}").First(one => RowBits.AreSame(
                TestLedger.MapKeyOf(one).Span, TestLedger.MapKeyOf(Subjects[0]).Span, StatusRows.BucketBits))
            : "alone";
        byte[] key = TestLedger.MapKeyOf(subject).ToArray();
        WriteBatch change = new();
        change.Put(Column.StatusEntries, key, _ledger.Store.Get(Column.StatusEntries, TestLedger.MapKeyOf(Subjects[0]).Span)!);
        _ledger.Store.Write(change);
        LogReceipt first = await _ledger.AppendAsync(subject);
        Assert.Equal(first.Index, LogRows.ReadStatusEntry(_ledger.Store.Get(Column.StatusEntries, key)!).LastIndex);
        Assert.Empty(_ledger.Store.Scan(Column.SupersededStatuses, key, [], limit: 1));

        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.Equal(WriterMode.Writing, _ledger.Writer.State.Mode);
    }

    [Fact]
    public async Task A_neighbour_of_such_a_status_goes_on_as_it_was_signed()
    {
        await Task.WhenAll(Subjects.Select(subject => _ledger.AppendAsync(subject)));
        Digest mapKey = TestLedger.MapKeyOf(Subjects[0]);
        byte[] row = _ledger.Store.Get(Column.StatusEntries, mapKey.Span)!;
        WriteBatch change = new();
        change.Put(Column.StatusEntries, mapKey.ToArray(), [.. row[..^1], (byte)(row[^1] ^ 1)]);
        _ledger.Store.Write(change);
        string neighbour = Subjects.Last(subject => RowBits.AreSame(TestLedger.MapKeyOf(subject).Span, mapKey.Span, StatusRows.BucketBits));
        await _ledger.AppendAsync(neighbour);

        // Put back, the rows give the map that was signed.
        change.Put(Column.StatusEntries, mapKey.ToArray(), row);
        _ledger.Store.Write(change);
        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.Equal(WriterMode.Writing, _ledger.Writer.State.Mode);
    }

    private Task<int> AppendAsync(int events, int known) => _ledger.Writer.WriteAsync(
        write =>
        {
            for (int i = 0; i < events; i++)
            {
                write.Append(TestLedger.Event($"{Subjects[_random.Next(Math.Min(known + 1, Subjects.Length))]}: {i}"));
            }

            return 0;
        },
        CancellationToken.None);

    /// <summary>Names of subjects none of which is alone in its bucket.</summary>
    private static string[] SharingBuckets(int names, int count) =>
    [
        .. Enumerable.Range(0, names)
            .Select(i => $"subject{i}")
            .GroupBy(name => Convert.ToHexString(RowBits.First(TestLedger.MapKeyOf(name).Span, StatusRows.BucketBits)))
            .Where(bucket => bucket.Count() > 1)
            .SelectMany(bucket => bucket)
            .Take(count),
    ];
}
