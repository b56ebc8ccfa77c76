using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>Database, head file and lock file, each of yesterday or of today: whatever is older is recognised, and nothing is signed.</summary>
public sealed class RollbackTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public RollbackTests() => _ledger = new TestLedger(_folder).Open();

    public async Task InitializeAsync()
    {
        await _ledger.AppendAsync("a: 0");
        _ledger.CopyFiles("yesterday", "yesterday-head/head");
        await _ledger.AppendAsync("a: 1");
        await _ledger.AppendAsync("a: 2");
        _ledger.CopyFiles("today", "today-head/head");
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("yesterday", "today", "today", "rolled back")]
    [InlineData("today", "yesterday", "today", "head file was rolled back")]
    [InlineData("today", "today", "yesterday", "the lock file was rolled back")]
    [InlineData("yesterday", "yesterday", "today", "The lock file says that size 6 was signed")]
    [InlineData("yesterday", "today", "yesterday", "This node signed size 6")]
    [InlineData("today", "yesterday", "yesterday", "head file was rolled back")]
    [InlineData("today", "missing", "today", "the head file is missing")]
    [InlineData("today", "today", "missing", "the lock file is empty or missing")]
    [InlineData("missing", "today", "today", "rolled back")]
    [InlineData("missing", "missing", "today", "The lock file says that size 6 was signed")]
    [InlineData("missing", "today", "missing", "This node signed size 6")]
    [InlineData("today", "missing", "missing", "the head file is missing")]
    public async Task Any_of_the_three_that_is_older_or_missing_is_recognised(string database, string head, string lockFile, string reason) =>
        await AssertRefutedAsync(database, head, lockFile, reason);

    [Theory]
    [InlineData("yesterday")]
    [InlineData("missing")]
    public async Task All_three_together_are_recognised_by_what_others_remember(string day)
    {
        KnownCheckpoint witness = new("a witness", 6, _ledger.Writer.Head!.Checkpoint.Root);
        await AssertRefutedAsync(day, day, day, "a witness remembers size 6", witness);
    }

    [Fact]
    public async Task Until_others_have_answered_nothing_is_signed_and_nothing_is_said()
    {
        int signatures = Signatures();
        await using TestLedger other = Assembled("today", "today", "today");
        other.OpenWaiting();
        Assert.Equal(WriterMode.Waiting, other.Writer.State.Mode);
        Assert.Null(other.Writer.Head);
        Assert.Equal(LedgerError.Waiting, (await Assert.ThrowsAsync<LedgerException>(() => other.AppendAsync("a: 3"))).Error);
        Assert.Equal(LedgerError.Waiting, Assert.Throws<LedgerException>(other.Writer.RequireTrusted).Error);
        Assert.Equal(LedgerError.Waiting, Assert.Throws<LedgerException>(other.Writer.RequireWriting).Error);
        Assert.Equal(signatures, Signatures());

        other.Writer.Begin([new KnownCheckpoint("a witness", 6, _ledger.Writer.Head!.Checkpoint.Root)]);
        Assert.Equal(6, (await other.AppendAsync("a: 3")).Index);
        other.Writer.Begin([new KnownCheckpoint("a late one", 99, default)]); // begun is begun
        Assert.Equal(WriterMode.Writing, other.Writer.State.Mode);
    }

    [Fact]
    public async Task A_waiting_log_that_somebody_refutes_never_begins()
    {
        await using TestLedger other = Assembled("today", "today", "today");
        other.OpenWaiting();
        other.Writer.Quarantine("中文", "somebody proved it");
        other.Writer.Begin([]);
        Assert.Equal(WriterMode.Quarantined, other.Writer.State.Mode);
        Assert.Equal(LedgerError.Quarantined, (await Assert.ThrowsAsync<LedgerException>(() => other.AppendAsync("a: 3"))).Error);
    }

    [Fact]
    public async Task A_crash_between_lock_file_and_head_file_is_finished_without_another_signature()
    {
        _ledger.CopyFiles("before", "before-head/head");
        await _ledger.AppendAsync("a: 3");
        _ledger.CopyFiles("after", "after-head/head");
        int signatures = Signatures();
        await using TestLedger other = Assembled("after", "before", "after").Open();
        Assert.Equal(_ledger.Writer.Head!.Note, other.Writer.Head!.Note);
        Assert.Equal(_ledger.Writer.Head.Sm3Note, other.Writer.Head.Sm3Note);
        Assert.Equal(signatures, Signatures());
        Assert.Equal(8, new HeadFile(other.Options.HeadFile).Read()!.Size);
    }

    [Fact]
    public async Task A_copy_on_a_shared_disk_for_lock_files_is_refused_while_the_other_runs()
    {
        await using TestLedger copy = Assembled("today", "today", "today");
        copy.Options = copy.Options with { LockFile = _ledger.Options.LockFile };
        Assert.Throws<StoreException>(() => copy.OpenWaiting());
    }

    [Fact]
    public async Task A_lock_file_that_somebody_else_moved_on_stops_the_writer_before_it_answers()
    {
        HeadRecord before = new HeadFile(_ledger.Options.HeadFile).Read()!;
        await File.WriteAllBytesAsync(_folder["moved"], (before with { Size = 999 }).Encode());
        _ledger.OverwriteLock(_folder["moved"]);
        Assert.Equal(LedgerError.OutcomeUnknown, (await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: 3"))).Error);
        Assert.Contains("another copy of this node signs", (await _ledger.Writer.Stopped).English, StringComparison.Ordinal);
        Assert.Equal(before, new HeadFile(_ledger.Options.HeadFile).Read());
    }

    private int Signatures() => _ledger.Key.Signatures + _ledger.Sm3Key.Signatures;

    /// <summary>A ledger over a database of one day, a head file of another, a lock file of a third.</summary>
    private TestLedger Assembled(string database, string head, string lockFile)
    {
        string name = Guid.NewGuid().ToString("N");
        if (Directory.Exists(_folder[database]))
        {
            Directory.CreateDirectory(_folder[name]);
            Array.ForEach(Directory.GetFiles(_folder[database]), file => File.Copy(file, Path.Combine(_folder[name], Path.GetFileName(file))));
        }

        TestLedger other = _ledger.Fresh(name, $"{name}-head/head");
        CopyIfThere(_folder[$"{head}-head/head"], other.Options.HeadFile);
        CopyIfThere(TestLedger.LockOf(_folder[$"{lockFile}-head/head"]), other.Options.LockFile);
        return other;
    }

    private async Task AssertRefutedAsync(string database, string head, string lockFile, string reason, params KnownCheckpoint[] known)
    {
        int signatures = Signatures();
        TestLedger other = Assembled(database, head, lockFile).Open(known);
        Assert.Equal(WriterMode.Quarantined, other.Writer.State.Mode);
        Assert.Contains(reason, other.Writer.State.English, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(LedgerError.Quarantined, (await Assert.ThrowsAsync<LedgerException>(() => other.AppendAsync("a: refused"))).Error);
        await other.CloseAsync();
        Assert.Equal(signatures, Signatures());
    }

    private static void CopyIfThere(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
        }
    }
}
