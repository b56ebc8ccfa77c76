using System.Text;
using Ledger.Crypto.Hashing;
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
    public async Task Turns_that_wait_together_share_a_group_and_its_checkpoint()
    {
        TaskCompletionSource gate = new();
        Task blocked = BlockAsync(gate);
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
    public async Task A_turn_that_throws_leaves_nothing_and_its_neighbours_stand()
    {
        TaskCompletionSource gate = new();
        Task blocked = BlockAsync(gate);
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
    public async Task The_same_request_is_done_once_and_answered_each_time()
    {
        RequestKey request = RequestKey.For("caller", "key-1", "body"u8);
        LogReceipt[] receipts = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => _ledger.AppendOnceAsync(request, "a: once")));
        await _ledger.AppendAsync("b: later");
        LogReceipt again = await _ledger.AppendOnceAsync(request, "a: once");

        Assert.Single(receipts, receipt => !receipt.Replayed);
        Assert.Single(receipts.Append(again).Select(receipt => (receipt.Index, receipt.LeafHash)).Distinct());
        Assert.True(again.Replayed);
        Assert.Equal(2, again.Size); // as the first time: the answer to a repeated request does not change
        Assert.Equal(4, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_refused_but_other_callers_may_use_it()
    {
        await _ledger.AppendOnceAsync(RequestKey.For("caller", "key-1", "body"u8), "a: once");
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => _ledger.AppendOnceAsync(RequestKey.For("caller", "key-1", "other body"u8), "a: twice"));
        Assert.Equal(LedgerError.IdempotencyKeyReused, refused.Error);
        Assert.False((await _ledger.AppendOnceAsync(RequestKey.For("other", "key-1", "body"u8), "a: by another")).Replayed);
        Assert.Equal(4, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task A_turn_done_once_must_return_the_receipt_of_its_first_event()
    {
        RequestKey request = RequestKey.For("caller", "key-1", "body"u8);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _ledger.Writer.WriteOnceAsync(
            request, _ => new LogReceipt(0, default, 0, false), CancellationToken.None));
        LogReceipt first = await _ledger.Writer.WriteOnceAsync(
            request,
            write =>
            {
                LogReceipt receipt = write.Append(TestLedger.Event("a: one"));
                write.Append(TestLedger.Event("a: two"));
                return receipt;
            },
            CancellationToken.None);
        Assert.Equal((0, 3), (first.Index, first.Size));
        Assert.Equal(0, (await _ledger.AppendOnceAsync(request, "a: one")).Index);
    }

    [Fact]
    public async Task A_failed_append_cannot_be_passed_over()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _ledger.Writer.WriteAsync(
            write =>
            {
                Assert.Throws<InvalidOperationException>(() => write.Append(TestLedger.Event("a: bad fold")));
                return 0;
            },
            CancellationToken.None));
        Assert.Null(_ledger.Writer.Head);
        Assert.Equal(0, (await _ledger.AppendAsync("a: good")).Index);
    }

    [Fact]
    public async Task Rows_that_events_add_up_to_change_only_in_folds_and_the_logs_own_rows_never()
    {
        await _ledger.Writer.WriteAsync(
            write =>
            {
                foreach (Column column in ColumnRules.All.Where(column => !column.IsLocal()))
                {
                    Assert.Throws<InvalidOperationException>(() => write.Put(column, [1], [1]));
                    Assert.Throws<InvalidOperationException>(() => write.Delete(column, [1]));
                }

                write.Put(Column.Cursors, [1], [7]);
                return 0;
            },
            CancellationToken.None);
        using LedgerRead rows = _ledger.Writer.Read();
        Assert.Equal([7], rows.Get(Column.Cursors, [1]));
        Assert.Null(rows.Head);
        Assert.Equal(0, _ledger.Key.Signatures);
    }

    [Fact]
    public async Task A_turn_sees_its_own_changes_in_order_and_none_after_it_has_ended()
    {
        await _ledger.AppendAsync("a: 0");
        LedgerWrite? leaked = null;
        await _ledger.Writer.WriteAsync(
            write =>
            {
                leaked = write;
                write.Append(TestLedger.Event("a: 1"));
                write.Append(TestLedger.Event("b: 2"));
                byte[] prefix = new RowKey().Add("a").ToArray();
                Assert.Equal([0L, 2L], write.Scan(Column.LicencesByHolder, prefix).Select(row => LogRows.ReadNumber(row.Key.AsSpan(^8..))));
                Assert.Single(write.Scan(Column.LicencesByHolder, [], after: null, limit: 1));
                return 0;
            },
            CancellationToken.None);
        Assert.Throws<ObjectDisposedException>(() => leaked!.Get(Column.Licences, [1]));
        Assert.Throws<ObjectDisposedException>(() => leaked!.Append(TestLedger.Event("a: too late")));
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
        Task blocked = BlockAsync(gate);
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
        Task blocked = BlockAsync(gate);
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
    public async Task A_head_file_that_cannot_be_written_stops_the_writer_and_the_next_start_finds_the_truth()
    {
        await _ledger.AppendAsync("a: acknowledged");
        RequestKey request = RequestKey.For("caller", "key", "body"u8);
        string head = Path.GetDirectoryName(_ledger.Options.HeadFile)!;
        Directory.Move(head, head + "-gone");

        LedgerException unknown = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendOnceAsync(request, "a: unknown"));
        Assert.Equal(LedgerError.OutcomeUnknown, unknown.Error);
        Assert.Equal(WriterMode.Poisoned, (await _ledger.Writer.Stopped).Mode);
        Directory.Move(head + "-gone", head);
        int signatures = _ledger.Key.Signatures;
        LedgerException stopped = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: refused"));
        Assert.Equal(LedgerError.WriterStopped, stopped.Error);
        Assert.Equal(2, _ledger.Writer.Head!.Size);
        Assert.Equal(signatures, _ledger.Key.Signatures);

        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.Equal(4, _ledger.Writer.Head!.Size);
        Assert.True((await _ledger.AppendOnceAsync(request, "a: unknown")).Replayed);
    }

    [Theory]
    [InlineData(nameof(Column.Sha256Hashes))]
    [InlineData(nameof(Column.Sm3Hashes))]
    public async Task A_stored_hash_that_changes_under_the_writer_stops_it_before_it_signs(string column)
    {
        await _ledger.AppendAsync("a: 0");
        int signatures = _ledger.Key.Signatures + _ledger.Sm3Key.Signatures;
        WriteBatch damage = new();
        damage.Put(Enum.Parse<Column>(column), LogRows.HashKey(1, 0), new byte[Digest.Length]);
        _ledger.Store.Write(damage);

        LedgerException unknown = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: 1"));
        Assert.Equal(LedgerError.OutcomeUnknown, unknown.Error);
        Assert.Equal(signatures, _ledger.Key.Signatures + _ledger.Sm3Key.Signatures);
        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.Equal(WriterMode.Quarantined, _ledger.Writer.State.Mode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_that_fails_or_signs_wrongly_stops_the_writer(bool fails)
    {
        _ledger.Sm3Key.IsBroken = fails;
        _ledger.Sm3Key.IsFaulty = !fails;
        LedgerException unknown = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: 0"));
        Assert.Equal(LedgerError.OutcomeUnknown, unknown.Error);
        Assert.Null(_ledger.Writer.Head);

        _ledger.Sm3Key.IsBroken = _ledger.Sm3Key.IsFaulty = false;
        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.Equal(2, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task An_event_that_cannot_follow_the_last_of_its_subject_is_refused()
    {
        await _ledger.AppendAsync("a: born");
        await _ledger.Writer.WriteAsync(write => write.Append(TestLedger.End("a")), CancellationToken.None);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => _ledger.Writer.WriteAsync(write => write.Append(TestLedger.End("a")), CancellationToken.None));
        Assert.Equal(LedgerError.WrongState, refused.Error);
        Assert.Equal(4, _ledger.Writer.Head!.Size);
    }

    [Fact]
    public async Task Content_too_large_is_refused()
    {
        LedgerException large = await Assert.ThrowsAsync<LedgerException>(() => _ledger.AppendAsync("a: " + new string('x', 65_536)));
        Assert.Equal(LedgerError.TooLarge, large.Error);
        LedgerException sealedTooLarge = await Assert.ThrowsAsync<LedgerException>(() => _ledger.Writer.WriteAsync(
            write => write.Append(TestLedger.Event("a: sealed"), new byte[LedgerWrite.MaxSealedBytes + 1]), CancellationToken.None));
        Assert.Equal(LedgerError.TooLarge, sealedTooLarge.Error);
    }

    [Fact]
    public async Task Sealed_content_lies_beside_its_event_until_it_is_erased()
    {
        LogReceipt receipt = await _ledger.Writer.WriteAsync(
            write => write.Append(TestLedger.Event("a: sealed"), [1, 2, 3]), CancellationToken.None);
        using (LedgerRead rows = _ledger.Writer.Read())
        {
            Assert.Equal([1, 2, 3], rows.Get(Column.Sealed, LogRows.Number(receipt.Index)));
        }

        await _ledger.Writer.WriteAsync(
            write =>
            {
                write.EraseSealed(receipt.Index);
                return 0;
            },
            CancellationToken.None);
        using LedgerRead erased = _ledger.Writer.Read();
        Assert.Null(erased.Get(Column.Sealed, LogRows.Number(receipt.Index)));
        Assert.Equal(2, erased.Head!.Size);
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

    [Fact]
    public void A_request_key_tells_nothing_without_the_callers_secret()
    {
        RequestKey one = RequestKey.For("caller", "secret-1", "body"u8);
        RequestKey two = RequestKey.For("caller", "secret-2", "body"u8);
        Assert.NotEqual(one.Key, two.Key);
        Assert.NotEqual(one.Digest, two.Digest);
        Assert.NotEqual(one.Digest, Sm3.Hash("body"u8));
    }

    // Holds the writer within a turn, so that what is asked for meanwhile waits together.
    private Task BlockAsync(TaskCompletionSource gate)
    {
        TaskCompletionSource started = new();
        Task blocked = _ledger.Writer.WriteAsync(
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
}
