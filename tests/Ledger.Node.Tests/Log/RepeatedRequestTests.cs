using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>A request is done once, however often it is made.</summary>
public sealed class RepeatedRequestTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public RepeatedRequestTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void Keys_worked_out_together_are_those_worked_out_alone(int count)
    {
        (string IdempotencyKey, byte[] Body)[] requests =
            [.. Enumerable.Range(0, count).Select(i => ($"item {i}\n{new string('钥', i * 3)}", Encoding.UTF8.GetBytes(new string('x', i * 50))))];

        Assert.Equal(
            requests.Select(one => RequestKey.For("caller", one.IdempotencyKey, [.. "POST /many\n"u8, .. one.Body])),
            RequestKey.ForEach("caller", "POST /many\n"u8, requests));
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
    public void A_request_key_tells_nothing_without_the_callers_secret()
    {
        RequestKey one = RequestKey.For("caller", "secret-1", "body"u8);
        RequestKey two = RequestKey.For("caller", "secret-2", "body"u8);
        Assert.NotEqual(one.Key, two.Key);
        Assert.NotEqual(one.Digest, two.Digest);
        Assert.NotEqual(one.Digest, Sm3.Hash("body"u8));
    }

    [Fact]
    public async Task Only_since_a_checkpoint_of_this_start_is_it_known_that_a_request_is_still_new()
    {
        RequestKey request = RequestKey.For("caller", "key-1", "body"u8);
        long before = (await _ledger.AppendAsync("a: before")).Size;
        await _ledger.CloseAsync();
        _ledger.Open();
        Assert.False(await IsStillNewAsync(request, before - 1));
        Assert.True(await IsStillNewAsync(request, before));
        await _ledger.AppendOnceAsync(request, "a: once");
        Assert.False(await IsStillNewAsync(request, before));
    }

    private Task<bool> IsStillNewAsync(RequestKey request, long since) => _ledger.Writer.WriteAsync(
        write => write.IsUnchanged(Column.Requests, request.Key.Span, since), CancellationToken.None);
}
