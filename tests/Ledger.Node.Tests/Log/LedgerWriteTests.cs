using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>What a turn may do and sees.</summary>
public sealed class LedgerWriteTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public LedgerWriteTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

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
    public async Task A_turn_that_looks_for_first_bits_sees_what_it_has_changed_itself()
    {
        await _ledger.Writer.WriteAsync(
            write =>
            {
                write.Put(Column.Cursors, [0b1010_0000], [1]);
                write.Put(Column.Cursors, [0b1011_0000], [2]);
                return 0;
            },
            CancellationToken.None);
        await _ledger.Writer.WriteAsync(
            write =>
            {
                write.Put(Column.Cursors, [0b1010_1111], [3]);
                write.Put(Column.Cursors, [0b1010_0000], [4]);
                write.Put(Column.Cursors, [0b1001_1111], [5]);
                write.Delete(Column.Cursors, [0b1011_0000]);
                Assert.Equal([4, 3], write.ScanBits(Column.Cursors, [0b1010_1010], 4).Select(row => row.Value[0]));
                Assert.Equal([4, 3], write.ScanBits(Column.Cursors, [0b1010_1010], 3).Select(row => row.Value[0]));
                Assert.Equal([5, 4, 3], write.ScanBits(Column.Cursors, [0b1010_1010], 2).Select(row => row.Value[0]));
                return 0;
            },
            CancellationToken.None);
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
        Assert.Throws<ObjectDisposedException>(() => leaked!.Append(TestLedger.Event("a: too late"), sealedContent: [1]));
        Assert.Null(leaked!.Changes.Changes(Column.Sealed));
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
}
