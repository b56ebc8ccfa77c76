using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>The audit log as the writer keeps it: its entries here are short texts that concern their first letter.</summary>
public sealed class AuditLogTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public AuditLogTests() => _ledger = new TestLedger(_folder).Open();

    public async Task InitializeAsync() => await _ledger.AppendAsync("a: 0");

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entries_stand_in_order_under_both_roots_and_go_on_after_a_restart()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => $"{(char)('a' + (i % 3))} {i}")];
        await Task.WhenAll(texts.Take(280).Select(RecordAsync));
        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.Equal(280, _ledger.Writer.AuditSize);
        await Task.WhenAll(texts.Skip(280).Select(RecordAsync));
        Assert.Equal(300, await _ledger.Writer.CommitAuditAsync(CancellationToken.None));

        using LedgerRead rows = _ledger.Writer.Read();
        byte[][] leaves = [.. texts.Select(Encoding.UTF8.GetBytes)];
        Assert.Equal(leaves, new LogEntries(rows, AuditEdge.EntryColumn).From(0, 300).Select(entry => entry.ToArray()));
        AuditCommitment commitment = AuditCommitments.All(rows).Single();
        Assert.Equal((300, RootOf(leaves, MerkleHasher.Sha256), RootOf(leaves, MerkleHasher.Sm3)), (commitment.Size, commitment.Sha256Root, commitment.Sm3Root));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => (3L * i) + 1),
            rows.Scan(Column.AuditSubjects, SubjectOf("b")).Select(row => LogRows.ReadNumber(row.Key.AsSpan(AuditEdge.SubjectLength))));
    }

    [Fact]
    public async Task An_answer_waits_until_its_entry_and_the_audit_head_are_on_the_disk()
    {
        long number = await RecordAsync("a 0");
        _ledger.CopyFiles("crashed", "crashed-head/head"); // as a crash at this moment would leave them
        await using TestLedger crashed = _ledger.Over("crashed", "crashed-head/head").Open();
        Assert.Equal((0, 1), (number, crashed.Writer.AuditSize));
        Assert.Equal(WriterMode.Writing, crashed.Writer.State.Mode);
    }

    [Fact]
    public async Task A_turn_that_throws_records_nothing()
    {
        await Assert.ThrowsAsync<LedgerException>(() => _ledger.Writer.WriteAsync<int>(
            write =>
            {
                write.Audit(LeafOf("a 0"));
                throw new LedgerException(LedgerError.NotFound, "", "");
            },
            CancellationToken.None));
        Assert.Equal(0, _ledger.Writer.AuditSize);
        Assert.Equal(0, await RecordAsync("a 1"));
    }

    [Fact]
    public async Task The_longest_entry_is_taken_and_one_byte_more_refused()
    {
        await _ledger.Writer.WriteAsync(write => Record(write, new AuditLeaf(new byte[ushort.MaxValue], [])), CancellationToken.None);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            _ledger.Writer.WriteAsync(write => Record(write, new AuditLeaf(new byte[ushort.MaxValue + 1], [])), CancellationToken.None));
        Assert.Equal(1, _ledger.Writer.AuditSize);
    }

    [Fact]
    public async Task The_log_commits_to_what_is_new_and_to_nothing_twice()
    {
        Assert.Equal(0, await _ledger.Writer.CommitAuditAsync(CancellationToken.None));
        long before = _ledger.Writer.Head!.Size;
        await RecordAsync("a 0");
        Assert.True(_ledger.Writer.HasUncommittedAudit);
        Assert.Equal(before, _ledger.Writer.Head!.Size); // a read alone is no event
        Assert.Equal(1, await _ledger.Writer.CommitAuditAsync(CancellationToken.None));
        Assert.Equal(1, await _ledger.Writer.CommitAuditAsync(CancellationToken.None));
        Assert.False(_ledger.Writer.HasUncommittedAudit);
        Assert.Equal(before + 2, _ledger.Writer.Head!.Size);

        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.False(_ledger.Writer.HasUncommittedAudit);
        Assert.Equal(1, await _ledger.Writer.CommitAuditAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Replaying_the_log_gives_the_commitments_again()
    {
        await RecordAsync("a 0");
        await _ledger.Writer.CommitAuditAsync(CancellationToken.None);
        await RecordAsync("b 1");
        await _ledger.Writer.CommitAuditAsync(CancellationToken.None);
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["scratch"]) });
        using LedgerRead rows = _ledger.Writer.Read();
        ReplayReport report = new LogReplay(_ledger.Events, _ledger.Options.Origin, scratch).Run(rows, _ => { }, CancellationToken.None);
        Assert.Null(report.Difference);
        using LedgerRead rebuilt = new(scratch, snapshot: null, head: null);
        Assert.Equal(AuditCommitments.All(rows), AuditCommitments.All(rebuilt));
        Assert.Equal([1, 2], AuditCommitments.All(rebuilt).Select(commitment => commitment.Size));
    }

    [Fact]
    public async Task A_crash_between_batch_and_audit_head_goes_on_and_two_groups_are_a_file_rolled_back()
    {
        await RecordAsync("a 0");
        _ledger.CopyAuditHead(_folder["audit-before"]);
        await RecordAsync("a 1");
        _ledger.CopyFiles("one", "one/head");
        await RecordAsync("a 2");
        _ledger.CopyFiles("two", "two/head");

        File.Copy(_folder["audit-before"], LedgerOptions.AuditHeadOf(_folder["one/head"]), overwrite: true);
        await using TestLedger one = _ledger.Over("one", "one/head").Open();
        Assert.Equal(WriterMode.Writing, one.Writer.State.Mode);
        await one.CloseAsync();
        one.Open(); // the head was written anew
        Assert.Equal((WriterMode.Writing, 2), (one.Writer.State.Mode, one.Writer.AuditSize));

        File.Copy(_folder["audit-before"], LedgerOptions.AuditHeadOf(_folder["two/head"]), overwrite: true);
        await using TestLedger two = _ledger.Over("two", "two/head").Open();
        Assert.Equal(WriterMode.Quarantined, two.Writer.State.Mode);
        Assert.Contains("more than one group", two.Writer.State.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edited", "does not fit its audit entries")]
    [InlineData("cut", "bundle 0 has 3 leaves, not 4")]
    [InlineData("rolled back", "was cut or rolled back")]
    [InlineData("rolled back with its head", "Entry 2 of the log commits to 2 audit entries")]
    [InlineData("head removed", "more than one group")]
    [InlineData("head of another key", "signature of the audit head")]
    public async Task A_start_finds_that_the_audit_log_was(string how, string reason)
    {
        await RecordAsync("a 0");
        KeyValuePair<byte[], byte[]>[][] old = [.. Audit.Select(column => _ledger.Store.Scan(column, [], [], 100).ToArray())];
        byte[] oldSize = _ledger.Store.Get(Column.Meta, LogRows.AuditSizeKey)!;
        _ledger.CopyAuditHead(_folder["old-head"]);
        await RecordAsync("b 1");
        await _ledger.Writer.CommitAuditAsync(CancellationToken.None);
        await RecordAsync("c 2");
        await RecordAsync("d 3");
        await _ledger.CloseAsync();

        using (StateStore store = StateStore.Open(new StoreOptions { Folder = _ledger.Database }))
        {
            WriteBatch batch = new();
            byte[] bundle = store.Get(Column.AuditEntries, AuditEdge.EntryColumn.Key(0))!;
            switch (how)
            {
                case "edited":
                    bundle[3] ^= 1;
                    batch.Put(Column.AuditEntries, AuditEdge.EntryColumn.Key(0), bundle);
                    break;
                case "cut":
                    batch.Put(Column.AuditEntries, AuditEdge.EntryColumn.Key(0), bundle.AsSpan(..^5));
                    break;
                case "rolled back" or "rolled back with its head":
                    Audit.Zip(old).ToList().ForEach(column => Restore(store, batch, column.First, column.Second));
                    batch.Put(Column.Meta, LogRows.AuditSizeKey, oldSize);
                    break;
                default:
                    batch.Put(Column.Cursors, [0], [0]);
                    break;
            }

            store.Write(batch);
        }

        switch (how)
        {
            case "rolled back with its head":
                File.Copy(_folder["old-head"], _ledger.Options.AuditHeadFile, overwrite: true);
                break;
            case "head removed":
                File.Delete(_ledger.Options.AuditHeadFile);
                break;
            case "head of another key":
                using (LockFile head = LockFile.Take(_ledger.Options.AuditHeadFile))
                {
                    HeadRecord known = head.Read()!;
                    head.Clear();
                    head.Swap(null, known with { Note = known.Note[..^8] + "AAAAAA=\n" });
                }

                break;
        }

        _ledger.Open();
        Assert.Equal(WriterMode.Quarantined, _ledger.Writer.State.Mode);
        Assert.Contains(reason, _ledger.Writer.State.English, StringComparison.Ordinal);
        Assert.Equal(LedgerError.Quarantined, (await Assert.ThrowsAsync<LedgerException>(() => RecordAsync("e 4"))).Error);
    }

    private static Column[] Audit { get; } = [.. ColumnRules.All.Where(column => column.IsOfAudit())];

    private static void Restore(StateStore store, WriteBatch batch, Column column, KeyValuePair<byte[], byte[]>[] rows)
    {
        foreach (KeyValuePair<byte[], byte[]> row in store.Scan(column, [], [], 1000))
        {
            batch.Delete(column, row.Key);
        }

        Array.ForEach(rows, row => batch.Put(column, row.Key, row.Value));
    }

    private static byte[] SubjectOf(string text) => [.. Enumerable.Repeat((byte)text[0], AuditEdge.SubjectLength)];

    private static AuditLeaf LeafOf(string text) => new(Encoding.UTF8.GetBytes(text), [SubjectOf(text)]);

    private static Digest RootOf(byte[][] leaves, MerkleHasher hasher)
    {
        CompactRange range = new(hasher);
        Array.ForEach(leaves, leaf => range.Append(hasher.Leaf(leaf), (_, _, _) => { }));
        return range.Root();
    }

    private Task<long> RecordAsync(string text) => _ledger.Writer.WriteAsync(write => Record(write, LeafOf(text)), CancellationToken.None);

    private static long Record(LedgerWrite write, AuditLeaf leaf)
    {
        long number = write.AuditNumber;
        write.Audit(leaf);
        return number;
    }
}
