using System.Text;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

public sealed class LedgerWriterTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public LedgerWriterTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_log_has_signed_nothing_and_its_first_event_comes_with_a_map_commit()
    {
        Assert.Null(_ledger.Writer.Head);
        Assert.Equal(0, _ledger.Key.Signatures + _ledger.Sm3Key.Signatures);
        LogReceipt receipt = await _ledger.AppendAsync("a: born");

        Assert.Equal((0, 2, false), (receipt.Index, receipt.Size, receipt.Replayed));
        LogHead head = _ledger.Writer.Head!;
        Assert.Equal(2, head.Size);
        Assert.Equal(1, head.MapCommit.Index);
        Assert.Equal(head.Map.Root, head.MapCommit.MapRoot);
        Assert.Equal(head.Checkpoint.Format(), SignedNote.Parse(Encoding.UTF8.GetBytes(head.Note)).Text);
        Assert.Equal(
            new Checkpoint("ledger.example/test/sm3", 2, head.Sm3Root).Format(),
            SignedNote.Parse(Encoding.UTF8.GetBytes(head.Sm3Note)).Text);
    }

    [Fact]
    public async Task What_opens_a_log_is_signed_before_anybody_else_writes()
    {
        await using TestLedger other = _ledger.Fresh("opened", "opened-head/head");
        other.OpenWaiting();
        WriterMode within = WriterMode.Poisoned;
        other.Writer.Begin([], write =>
        {
            write.Append(TestLedger.Event("a: opened"));
            within = other.Writer.State.Mode;
        });
        Assert.Equal((WriterMode.Waiting, WriterMode.Writing), (within, other.Writer.State.Mode));
        Assert.Equal(2, other.Writer.Head!.Size);
        Assert.Equal(2, (await other.AppendAsync("a: next")).Index);
    }

    [Fact]
    public async Task An_opening_that_adds_nothing_signs_nothing_and_one_that_fails_opens_nothing()
    {
        await using TestLedger other = _ledger.Fresh("opened", "opened-head/head");
        other.OpenWaiting();
        int signatures = _ledger.Key.Signatures;
        other.Writer.Begin([], _ => { });
        Assert.Equal((signatures, WriterMode.Writing), (_ledger.Key.Signatures, other.Writer.State.Mode));

        await using TestLedger third = _ledger.Fresh("third", "third-head/head");
        third.OpenWaiting();
        Assert.Throws<InvalidOperationException>(() => third.Writer.Begin([], _ => throw new InvalidOperationException("no")));
        Assert.Equal(WriterMode.Waiting, third.Writer.State.Mode);
        Assert.Null(third.Writer.Head);
    }

    [Fact]
    public async Task Turns_that_wait_together_share_a_group_and_its_checkpoint()
    {
        TaskCompletionSource gate = new();
        Task blocked = _ledger.BlockAsync(gate);
        Task<LogReceipt>[] waiting = [.. Enumerable.Range(0, 100).Select(i => _ledger.AppendAsync($"subject{i % 10}: {i}"))];
        gate.SetResult();
        await blocked;
        LogReceipt[] receipts = await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), receipts.Select(receipt => receipt.Index));
        Assert.Equal(101, Assert.Single(receipts.Select(receipt => receipt.Size).Distinct()));
        Assert.Equal(10, _ledger.Writer.Head!.Map.Count);
        Assert.Equal(1, _ledger.Key.Signatures);
    }

    [Fact]
    public async Task A_group_closes_when_it_has_the_leaves_it_may_have_and_the_next_takes_the_turns_that_are_left()
    {
        await _ledger.CloseAsync();
        _ledger.Options = _ledger.Options with { LeavesPerGroup = 10 };
        _ledger.Open();
        TaskCompletionSource gate = new();
        Task blocked = _ledger.BlockAsync(gate);
        Task<LogReceipt>[] waiting = [.. Enumerable.Range(0, 7).Select(turn => _ledger.AppendAsync(4, $"subject{turn}"))];
        gate.SetResult();
        await blocked;
        LogReceipt[] receipts = await Task.WhenAll(waiting);

        // 12 events and a MapCommit, again, and what is left.
        Assert.Equal([13L, 13, 13, 26, 26, 26, 31], receipts.Select(receipt => receipt.Size));
        Assert.Equal([0L, 4, 8, 13, 17, 21, 26], receipts.Select(receipt => receipt.Index));
    }

    [Fact]
    public async Task A_turn_that_throws_leaves_nothing_and_its_neighbours_stand()
    {
        TaskCompletionSource gate = new();
        Task blocked = _ledger.BlockAsync(gate);
        Task<LogReceipt> before = _ledger.AppendAsync("a: before");
        Task<int> failing = _ledger.Writer.WriteAsync<int>(
            write =>
            {
                write.Append(TestLedger.Event("b: half"));
                write.Put(Column.Cursors, [1], [1]);
                throw new LedgerException(LedgerError.WrongState, "不行。", "No.");
            },
            CancellationToken.None);
        Task<LogReceipt> after = _ledger.AppendAsync("a: after");
        gate.SetResult();
        await blocked;

        Assert.Equal(LedgerError.WrongState, (await Assert.ThrowsAsync<LedgerException>(() => failing)).Error);
        Assert.Equal((0, 1), ((await before).Index, (await after).Index));
        using LedgerRead rows = _ledger.Writer.Read();
        Assert.Equal("a: before\na: after\n", Encoding.UTF8.GetString(rows.Get(Column.Licences, RowKey.Of("a"))!));
        Assert.Null(rows.Get(Column.Licences, RowKey.Of("b")));
        Assert.Null(rows.Get(Column.Cursors, [1]));
        Assert.Equal(1, rows.Head!.Map.Count);
    }

    [Fact]
    public async Task Of_many_turns_that_contend_for_one_subject_exactly_one_wins()
    {
        LogReceipt?[] results = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            try
            {
                return await _ledger.Writer.WriteAsync(
                    write => write.Get(Column.Licences, RowKey.Of("seat")) is null
                        ? write.Append(TestLedger.Event($"seat: taken by {i}"))
                        : throw new LedgerException(LedgerError.AlreadyExists, "已存在。", "Taken."),
                    CancellationToken.None);
            }
            catch (LedgerException refusal) when (refusal.Error == LedgerError.AlreadyExists)
            {
                return null;
            }
        }));

        Assert.Single(results, receipt => receipt is not null);
        Assert.Equal(2, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task Readers_see_only_what_is_signed_and_stay_at_their_moment()
    {
        await _ledger.AppendAsync("a: 0");
        using LedgerRead before = _ledger.Writer.Read();
        await _ledger.AppendAsync("a: 1");
        using LedgerRead after = _ledger.Writer.Read();
        Assert.Equal("a: 0\n", Encoding.UTF8.GetString(before.Get(Column.Licences, RowKey.Of("a"))!));
        Assert.Equal((2, 4), (before.Head!.Size, after.Head!.Size));
        Assert.Equal(before.Head.Size, LogRows.ReadNumber(before.Get(Column.Meta, LogRows.SizeKey)));
        Assert.Equal([0L, 1L, 2L, 3L], LogEntry.From(after, 0).Select(entry => entry.Index));
    }

    [Fact]
    public async Task A_full_queue_refuses_and_does_nothing()
    {
        await _ledger.CloseAsync();
        _ledger.Options = _ledger.Options with { QueueLength = 2, TurnsPerGroup = 1 };
        _ledger.Open();
        TaskCompletionSource gate = new();
        Task blocked = _ledger.BlockAsync(gate);
        Task<LogReceipt>[] waiting = [_ledger.AppendAsync("a: 1"), _ledger.AppendAsync("a: 2")];
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: 3"));
        gate.SetResult();
        await blocked;
        await Task.WhenAll(waiting);

        Assert.Equal(LedgerError.Busy, refused.Error);
        Assert.Equal(4, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task Time_goes_forward_even_when_the_clock_stands_and_a_clock_far_behind_is_refused()
    {
        await _ledger.AppendAsync("a: 0");
        DateTimeOffset first = _ledger.Writer.Head!.MapCommit.Time;
        _ledger.Clock.Now -= TimeSpan.FromSeconds(5);
        await _ledger.AppendAsync("a: 1");
        Assert.Equal(first.AddMilliseconds(1), _ledger.Writer.Head.MapCommit.Time);

        _ledger.Clock.Now -= TimeSpan.FromSeconds(1);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: 2"));
        Assert.Equal(LedgerError.ClockBehind, refused.Error);

        _ledger.Clock.Now += TimeSpan.FromSeconds(60);
        await _ledger.AppendAsync("a: 3");
        Assert.Equal(6, _ledger.Writer.Head.Size);
    }

    [Fact]
    public async Task A_turn_given_up_before_it_begins_is_not_run()
    {
        TaskCompletionSource gate = new();
        using CancellationTokenSource cancel = new();
        Task blocked = _ledger.BlockAsync(gate);
        Task<LogReceipt> given = _ledger.Writer.WriteAsync(write => write.Append(TestLedger.Event("a: never")), cancel.Token);
        await cancel.CancelAsync();
        gate.SetResult();
        await blocked;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await _ledger.AppendAsync("a: after");
        Assert.Equal(2, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task Followers_are_told_when_the_log_has_grown()
    {
        Task<LogHead> growth = _ledger.Writer.GrowthAsync(2, CancellationToken.None);
        await _ledger.AppendAsync("a: 0");
        Assert.False(growth.IsCompleted);
        await _ledger.AppendAsync("a: 1");
        Assert.Equal(4, (await growth).Size);
    }

    [Fact]
    public async Task A_closed_ledger_refuses()
    {
        await _ledger.Writer.DisposeAsync();
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: late"));
        Assert.Equal(LedgerError.WriterStopped, refused.Error);
        Assert.Throws<ObjectDisposedException>(() => _ledger.Writer.Read());
        _ledger.Store.Dispose();
        _ledger.Open();
    }
}
