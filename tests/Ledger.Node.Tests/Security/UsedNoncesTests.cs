using Ledger.Node.Security;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Security;

public sealed class UsedNoncesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    private DateTimeOffset Expires => _clock.Now.AddSeconds(300);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_nonce_is_taken_once_for_its_key()
    {
        using StateStore store = Open();
        UsedNonces nonces = new(store, _clock);
        Assert.True(await nonces.TakeAsync("k", "n", Expires));
        Assert.False(await nonces.TakeAsync("k", "n", Expires));
        Assert.False(await nonces.TakeAsync("k", "n", Expires.AddSeconds(-1))); // signed anew, with the same nonce
        Assert.True(await nonces.TakeAsync("other", "n", Expires));
        Assert.True(await nonces.TakeAsync("k", "other", Expires));
    }

    [Fact]
    public async Task What_was_taken_is_taken_after_the_next_start_too()
    {
        using (StateStore store = Open())
        {
            Assert.True(await new UsedNonces(store, _clock).TakeAsync("k", "n", Expires));
        }

        using StateStore again = Open();
        UsedNonces nonces = new(again, _clock);
        Assert.False(await nonces.TakeAsync("k", "n", Expires));
        Assert.Equal(1, nonces.Count);
    }

    [Fact]
    public async Task Of_many_at_once_one_takes_a_nonce_and_all_others_are_on_the_disk()
    {
        using StateStore store = Open();
        UsedNonces nonces = new(store, _clock);
        bool[] same = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => nonces.TakeAsync("k", "n", Expires))));
        Assert.Single(same, taken => taken);
        bool[] others = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => nonces.TakeAsync("k", $"n{i}", Expires))));
        Assert.All(others, Assert.True);
        Assert.Equal(501, store.Scan(Column.UsedNonces, [], [], 1_000).Count);
    }

    [Fact]
    public async Task Nonces_are_forgotten_a_while_after_nobody_takes_them_any_more()
    {
        using StateStore store = Open();
        UsedNonces nonces = new(store, _clock);
        await nonces.TakeAsync("k", "old", Expires);
        _clock.Now = Expires + UsedNonces.Remembrance;
        await nonces.TakeAsync("k", "a", Expires);
        Assert.Equal(2, nonces.Count);
        _clock.Now += TimeSpan.FromSeconds(1);
        await nonces.TakeAsync("k", "b", Expires);
        Assert.Equal(2, nonces.Count);
        Assert.Equal(2, store.Scan(Column.UsedNonces, [], [], 10).Count);
    }

    [Fact]
    public async Task There_is_room_for_so_many_and_not_one_more()
    {
        using StateStore store = Open();
        UsedNonces nonces = new(store, _clock, capacity: 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await nonces.TakeAsync("k", $"n{i}", Expires));
        }

        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(() => nonces.TakeAsync("k", "n3", Expires));
        Assert.Equal(LedgerError.Busy, refusal.Error);
        Assert.Equal(3, nonces.Count);
    }

    private StateStore Open() => StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["database"]) });
}
