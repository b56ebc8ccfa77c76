using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>Each test takes the files as some accident or attack would leave them, and starts the ledger on them.</summary>
public sealed class StartUpCheckTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public StartUpCheckTests() => _ledger = new TestLedger(_folder).Open();

    public async Task InitializeAsync()
    {
        await _ledger.AppendAsync("a: 0");
        await _ledger.AppendAsync("b: 1");
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_ordinary_restart_goes_on_without_signing_again()
    {
        LogHead before = _ledger.Writer.Head!;
        int signatures = _ledger.Key.Signatures;
        KnownCheckpoint witness = new("a witness", 2, RootAt(2));
        await _ledger.CloseAsync();
        _ledger.Open(witness, new KnownCheckpoint("the chain", 4, before.Checkpoint.Root));

        Assert.Equal(WriterMode.Writing, _ledger.Writer.State.Mode);
        Assert.Equal((before.Note, before.Sm3Note), (_ledger.Writer.Head!.Note, _ledger.Writer.Head.Sm3Note));
        Assert.Equal(signatures, _ledger.Key.Signatures);
        Assert.Equal(4, (await _ledger.AppendAsync("a: 2")).Index);
    }

    [Fact]
    public async Task A_crash_between_batch_and_head_file_is_signed_at_the_next_start()
    {
        _ledger.CopyFiles("other", "head2/head");
        await _ledger.AppendAsync("a: 2");
        _ledger.CopyDatabase("other");

        await using TestLedger other = _ledger.Over("other", "head2/head").Open();
        Assert.Equal(WriterMode.Writing, other.Writer.State.Mode);
        Assert.Equal(_ledger.Writer.Head!.Note, other.Writer.Head!.Note);
        Assert.Equal(6, (await other.AppendAsync("a: 3")).Index);
    }

    [Fact]
    public async Task A_crash_before_the_very_first_head_is_signed_at_the_next_start()
    {
        await using TestLedger fresh = _ledger.Fresh("fresh", "fresh-head/head").Open();
        fresh.CopyFiles("crashed", "crashed-head/head");
        await fresh.AppendAsync("a: 0");
        fresh.CopyDatabase("crashed");

        await using TestLedger crashed = _ledger.Over("crashed", "crashed-head/head").Open();
        Assert.Equal(fresh.Writer.Head!.Note, crashed.Writer.Head!.Note);
    }

    [Fact]
    public async Task A_crash_between_the_first_head_file_and_the_first_row_is_a_new_log()
    {
        await File.WriteAllBytesAsync(_folder["zero-head"], HeadRecord.Empty.Encode());
        await using TestLedger fresh = _ledger.Fresh("fresh", "zero-head").Open();
        Assert.Equal(0, (await fresh.AppendAsync("a: 0")).Index);
    }

    [Fact]
    public async Task Two_groups_more_than_the_head_file_knows_mean_that_the_head_file_was_rolled_back()
    {
        _ledger.CopyFiles("other", "head2/head");
        await _ledger.AppendAsync("a: 2");
        await _ledger.AppendAsync("a: 3");
        _ledger.CopyDatabase("other");
        await AssertQuarantineAsync("other", "head2/head", "more than one group ahead");
    }

    [Fact]
    public async Task A_database_behind_the_head_file_is_quarantined()
    {
        _ledger.CopyFiles("yesterday", "head2/head");
        await _ledger.AppendAsync("a: 2");
        await AssertQuarantineAsync("yesterday", "head/head", "rolled back");
    }

    [Fact]
    public async Task Database_and_head_file_of_yesterday_are_quarantined_by_what_others_remember()
    {
        _ledger.CopyFiles("yesterday", "yesterday-head/head");
        await _ledger.AppendAsync("a: 2");
        KnownCheckpoint known = new("the chain", 6, _ledger.Writer.Head!.Checkpoint.Root);
        await AssertQuarantineAsync("yesterday", "yesterday-head/head", "the chain remembers size 6", known);
    }

    [Fact]
    public async Task A_root_that_others_remember_otherwise_is_a_fork()
    {
        await CopyAsync("other", "head2/head");
        await AssertQuarantineAsync(
            "other", "head2/head", "the log forked", new KnownCheckpoint("a witness", 4, Digest.Sha256("other"u8)));
    }

    [Fact]
    public async Task A_deleted_write_ahead_log_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        foreach (string file in Directory.GetFiles(_folder["other"], "*.log"))
        {
            File.Delete(file);
        }

        await AssertQuarantineAsync("other", "head2/head", "rolled back");
    }

    [Fact]
    public async Task An_empty_database_beside_a_head_file_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        await AssertQuarantineAsync("nothing", "head2/head", "rolled back");
    }

    [Fact]
    public async Task A_missing_head_file_beside_a_database_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        await AssertQuarantineAsync("other", "head3/head", "head file is missing");
    }

    [Fact]
    public async Task Any_flipped_bit_of_the_head_file_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        byte[] head = await File.ReadAllBytesAsync(_folder["head2/head"]);
        for (int i = 0; i < head.Length; i += 13)
        {
            byte[] flipped = [.. head];
            flipped[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<FormatException>(() => HeadRecord.Parse(flipped));
        }

        head[head.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(_folder["head2/head"], head);
        await AssertQuarantineAsync("other", "head2/head", "torn or damaged");
    }

    [Fact]
    public async Task A_torn_head_file_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        byte[] head = await File.ReadAllBytesAsync(_folder["head2/head"]);
        for (int length = 0; length < head.Length; length++)
        {
            Assert.Throws<FormatException>(() => HeadRecord.Parse(head.AsSpan(0, length)));
        }

        await File.WriteAllBytesAsync(_folder["head2/head"], head[..100]);
        await AssertQuarantineAsync("other", "head2/head", "torn or damaged");
    }

    [Fact]
    public async Task A_head_file_that_somebody_else_signed_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        HeadRecord head = new HeadFile(_folder["head2/head"]).Read()!;
        await using TestLedger stranger = new TestLedger(_folder, "stranger", "stranger-head/head").Open();
        await stranger.AppendAsync("a: 0");
        await stranger.AppendAsync("b: 1");
        new HeadFile(_folder["head2/head"]).Write(head with { Note = stranger.Writer.Head!.Note });
        await AssertQuarantineAsync("other", "head2/head", "does not verify");
    }

    [Theory]
    [InlineData(nameof(Column.Entries))]
    [InlineData(nameof(Column.Bodies))]
    [InlineData(nameof(Column.StatusEntries))]
    [InlineData(nameof(Column.Sha256Tiles))]
    [InlineData(nameof(Column.Sm3Tiles))]
    public async Task Any_changed_row_among_the_newest_is_quarantined(string columnName)
    {
        Column column = Enum.Parse<Column>(columnName);
        List<byte[]> keys = [.. _ledger.Store.Scan(column, [], [], 100).Select(row => row.Key)];
        foreach (byte[] key in keys)
        {
            string name = $"{column}-{Convert.ToHexString(key)}";
            _ledger.CopyFiles(name, $"{name}-head/head");
            using (StateStore store = StateStore.Open(new StoreOptions { Folder = _folder[name] }))
            {
                byte[] value = store.Get(column, key)!;
                value[^1] ^= 1;
                WriteBatch change = new();
                change.Put(column, key, value);
                store.Write(change);
            }

            await AssertQuarantineAsync(name, $"{name}-head/head", string.Empty);
        }
    }

    [Fact]
    public async Task A_database_of_another_origin_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        await using TestLedger other = _ledger.Over("other", "head2/head");
        other.Options = other.Options with { Origin = "ledger.example/elsewhere" };
        other.Open();
        Assert.Equal(WriterMode.Quarantined, other.Writer.State.Mode);
        Assert.Contains("another log", other.Writer.State.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_before_the_newest_leaf_is_quarantined()
    {
        await CopyAsync("other", "head2/head");
        _ledger.Clock.Now -= TimeSpan.FromHours(1);
        await AssertQuarantineAsync("other", "head2/head", "clock");
    }

    private async Task CopyAsync(string database, string head)
    {
        await _ledger.AppendAsync("c: 2");
        _ledger.CopyFiles(database, head);
    }

    // In quarantine nothing is signed or written, whatever one tries, and the rows can be read.
    private async Task AssertQuarantineAsync(string database, string head, string reason, params KnownCheckpoint[] known)
    {
        int signatures = _ledger.Key.Signatures + _ledger.Sm3Key.Signatures;
        byte[]? headBefore = File.Exists(_folder[head]) ? await File.ReadAllBytesAsync(_folder[head]) : null;
        TestLedger other = _ledger.Over(database, head).Open(known);
        Assert.Equal(WriterMode.Quarantined, other.Writer.State.Mode);
        Assert.Contains(reason, other.Writer.State.English, StringComparison.Ordinal);
        Assert.NotEmpty(other.Writer.State.Chinese);
        Assert.Null(other.Writer.Head);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => other.AppendAsync("a: refused"));
        Assert.Equal((LedgerError.Quarantined, other.Writer.State.English), (refused.Error, refused.English));
        using (LedgerRead rows = other.Writer.Read())
        {
            string text = Encoding.UTF8.GetString(rows.Get(Column.Licences, RowKey.Of("a")) ?? []);
            Assert.True(text.Length == 0 || text.StartsWith("a: 0\n", StringComparison.Ordinal));
        }

        await other.CloseAsync();
        Assert.Equal(signatures, _ledger.Key.Signatures + _ledger.Sm3Key.Signatures);
        Assert.Equal(headBefore, File.Exists(_folder[head]) ? await File.ReadAllBytesAsync(_folder[head]) : null);
    }

    private Digest RootAt(long size)
    {
        using LedgerRead rows = _ledger.Writer.Read();
        return LogTree.Sha256(rows).Root(size);
    }
}
