using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Parties;

public sealed class HolderRegisterTests : IAsyncDisposable
{
    private readonly PartyLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public void A_new_holders_key_is_wiped_and_nothing_more_is_sealed_under_what_is_left()
    {
        PreparedHolder prepared = _ledger.Holders.Prepare("111", "沈知秋", "310100198806120023");
        byte[] key = prepared.Key;
        Assert.Contains(key, one => one != 0);
        prepared.Dispose();
        Assert.All(key, one => Assert.Equal(0, one));
        Assert.Throws<ObjectDisposedException>(() => prepared.Key);
        Assert.Throws<ObjectDisposedException>(() => _ledger.Vault.Seal([prepared], "licence", new HolderDetails()));
    }

    [Fact]
    public async Task Several_are_prepared_together_as_each_would_be_alone()
    {
        ByteString known = await _ledger.RegisterAsync();
        ByteString renamed = await _ledger.RegisterAsync("111", "陆景明", "310100197903050018");
        ByteString gone = await _ledger.RegisterAsync("001", "上海澜川餐饮管理有限公司", "91310105MADEM0011P");
        _ledger.Ring.Puncture(gone); // as a crash in the middle of an erasure elsewhere may leave it, or a ring that was put back
        using LedgerRead rows = _ledger.Writer.Read();
        using FreshHandles fresh = _ledger.Holders.HandlesFor(1);
        (PreparedHolder? Holder, LedgerException? Refusal)[] prepared = _ledger.Holders.PrepareEach(
            rows,
            [
                ("111", "沈知夏", "310100198806120023"), ("111", "沈知夏", "310100198806120024"), ("111", "陆景和", "310100197903050018"),
                ("001", "上海澜川餐饮管理有限公司", "91310105MADEM0011P"), ("111", "周慕白", NewCode),
            ],
            fresh);
        Assert.Equal([null, "/code", null, null, null], prepared.Select(one => one.Refusal?.Field));
        Assert.Equal([null, LedgerError.InvalidField, null, LedgerError.NotFound, null], prepared.Select(one => one.Refusal?.Error));
        PreparedHolder[] holders = [.. prepared.Select(one => one.Holder).OfType<PreparedHolder>()];
        Assert.Equal([known, renamed], holders.Take(2).Select(one => one.Handle));
        Assert.Equal([false, true, true], holders.Select(one => one.SealedDetails is not null));
        Assert.Equal([false, false, true], holders.Select(one => one.WrappedKey is not null));
        foreach (PreparedHolder holder in holders.Take(2))
        {
            byte[] key = new byte[HolderKeys.KeyLength];
            Assert.True(_ledger.Keys.TryOpen(rows, holder.Handle, key));
            Assert.Equal(key, holder.Key);
            byte[] content = _ledger.Vault.Seal([holder], "licence", new HolderDetails { Name = "content" });
            Assert.Equal("content", HolderDetails.Parser.ParseFrom(_ledger.Vault.Open(rows, holder.Handle, "licence", content)).Name);
        }

        foreach (PreparedHolder holder in holders)
        {
            Assert.Equal(holder.Handle, await _ledger.Writer.WriteAsync(write => _ledger.Holders.Register(write, holder), CancellationToken.None));
        }

        using LedgerRead after = _ledger.Writer.Read();
        Assert.Equal(["沈知夏", "陆景和", "周慕白"], holders.Select(one => _ledger.Holders.Open(after, one.Handle).Name));
    }

    [Fact]
    public async Task A_known_holder_whom_nobody_touched_since_is_not_looked_for_again()
    {
        ByteString handle = await _ledger.RegisterAsync();
        PreparedHolder known = _ledger.Holders.Prepare("111", "沈知夏", "310100198806120023");
        _ledger.SetRow(Column.HoldersByCode, known.Lookup.ToArray(), value: null);
        Assert.True(await _ledger.Writer.WriteAsync(write => HolderRegister.Fits(write, known), CancellationToken.None));
        Assert.Equal(handle, await _ledger.Writer.WriteAsync(write => _ledger.Holders.Register(write, known), CancellationToken.None));
    }

    [Fact]
    public async Task A_known_holder_whose_key_alone_was_destroyed_since_fits_no_more()
    {
        ByteString handle = await _ledger.RegisterAsync();
        PreparedHolder known = _ledger.Holders.Prepare("111", "沈知夏", "310100198806120023");
        await _ledger.Writer.WriteAsync(
            write =>
            {
                HolderKeys.Destroy(write, handle);
                return 0;
            },
            CancellationToken.None);
        Assert.False(await _ledger.Writer.WriteAsync(write => HolderRegister.Fits(write, known), CancellationToken.None));
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => _ledger.Writer.WriteAsync(write => _ledger.Holders.Register(write, known), CancellationToken.None));
        Assert.Equal(LedgerError.WrongState, refused.Error);
    }

    [Fact]
    public async Task A_holder_is_registered_once_and_found_again()
    {
        ByteString handle = await _ledger.RegisterAsync();
        Assert.Equal(handle, await _ledger.RegisterAsync());
        using LedgerRead read = _ledger.Writer.Read();
        Assert.Equal(handle, _ledger.Holders.Find(read, "111", "310100198806120023"));
        Assert.Null(_ledger.Holders.Find(read, "999", "310100198806120023"));
        Holder holder = _ledger.Holders.Open(read, handle);
        Assert.Equal(("111", "310100198806120023", "沈知夏"), (holder.CodeType.Code, holder.Code, holder.Name));
        Assert.Equal(EventsOf(1), read.Head!.Size);
    }

    [Fact]
    public async Task Many_first_registrations_at_once_give_one_holder()
    {
        int askers = 64;
        using Barrier start = new(askers);
        Task<ByteString>[] asked =
        [
            .. Enumerable.Range(0, askers).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    // Prepared by each before any has registered.
                    PreparedHolder prepared = _ledger.Holders.Prepare("001", "上海澜川餐饮管理有限公司", "91310105MADEM0011P");
                    Assert.NotNull(prepared.WrappedKey);
                    start.SignalAndWait();
                    return _ledger.Writer.WriteAsync(write => _ledger.Holders.Register(write, prepared), CancellationToken.None);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()),
        ];
        ByteString[] handles = await Task.WhenAll(asked);
        Assert.Single(handles.Distinct());
        using LedgerRead read = _ledger.Writer.Read();
        Assert.Single(read.Scan(Column.Holders, []));
        Assert.Single(read.Scan(Column.HolderKeys, []), row => row.Key.Length == Handle.Length);
        Assert.Equal("上海澜川餐饮管理有限公司", _ledger.Holders.Open(read, handles[0]).Name);
    }

    [Fact]
    public async Task A_changed_name_renews_the_entry_under_the_same_handle()
    {
        ByteString handle = await _ledger.RegisterAsync();
        Assert.Equal(handle, await _ledger.RegisterAsync(name: "沈知秋"));
        using LedgerRead read = _ledger.Writer.Read();
        Assert.Equal("沈知秋", _ledger.Holders.Open(read, handle).Name);
    }

    [Fact]
    public async Task An_erased_person_who_comes_again_is_somebody_new()
    {
        ByteString handle = await _ledger.RegisterAsync();
        PreparedHolder known = _ledger.Holders.Prepare("111", "沈知秋", "310100198806120023");
        await _ledger.Holders.EraseAsync(handle, CancellationToken.None);
        using (LedgerRead read = _ledger.Writer.Read())
        {
            Assert.Null(_ledger.Holders.Find(read, "111", "310100198806120023"));
            Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => _ledger.Holders.Open(read, handle)).Error);
        }

        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => _ledger.Writer.WriteAsync(write => _ledger.Holders.Register(write, known), CancellationToken.None));
        Assert.Equal(LedgerError.WrongState, refused.Error);
        ByteString again = await _ledger.RegisterAsync();
        Assert.NotEqual(handle, again);
        using LedgerRead after = _ledger.Writer.Read();
        Assert.Equal(again, _ledger.Holders.Find(after, "111", "310100198806120023"));
    }

    [Theory]
    [InlineData("112", "沈知夏", "310100198806120023", "/codeType")]
    [InlineData("111", "沈知夏", "310100198806120024", "/code")]
    [InlineData("111", "", "310100198806120023", "/name")]
    [InlineData("111", "沈\u200B知夏", "310100198806120023", "/name")]
    [InlineData("111", "Cafe\u0301", "310100198806120023", "/name")]
    public async Task A_wrong_holder_is_refused_and_nothing_personal_is_repeated(string type, string name, string code, string field)
    {
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _ledger.RegisterAsync(type, name, code));
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
        Assert.DoesNotContain("19880612", refused.ToString() + refused.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("知夏", refused.ToString() + refused.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_has_at_most_128_characters()
    {
        PartyName.Require(string.Concat(Enumerable.Repeat("𠮷", PartyName.MaximumLength)), "/name");
        Assert.Throws<LedgerException>(() => PartyName.Require(new string('字', PartyName.MaximumLength + 1), "/name"));
    }

    [Fact]
    public async Task Nothing_personal_lies_in_the_store_in_the_clear()
    {
        ByteString handle = await _ledger.RegisterAsync();
        Assert.DoesNotContain("沈知夏", _ledger.Holders.Prepare("111", "沈知夏", "310100198806120023").ToString(), StringComparison.Ordinal);
        byte[] stored = _ledger.StoredBytes();
        Assert.True(stored.AsSpan().IndexOf(handle.Span) >= 0, "The search finds what is there.");
        Assert.True(stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes("沈知夏")) < 0);
        Assert.True(stored.AsSpan().IndexOf("310100198806120023"u8) < 0);

        // Nor a plain hash, which a list of all numbers would open.
        Assert.True(stored.AsSpan().IndexOf(Sm3.Hash("310100198806120023"u8).Span) < 0);
        Assert.True(stored.AsSpan().IndexOf(Digest.Sha256("310100198806120023"u8).Span) < 0);
    }

    [Fact]
    public async Task The_event_names_the_sealed_details_by_their_digest()
    {
        ByteString handle = await _ledger.RegisterAsync();
        using LedgerRead read = _ledger.Writer.Read();
        long index = HolderTable.Find(read, handle)!.LastIndex;
        EventBody body = EventBody.Parser.ParseFrom(read.Get(Column.Bodies, RowKey.Of(index)));
        HolderRegistered registered = HolderRegistered.Parser.ParseFrom(body.Event);
        Assert.Equal(Sm3.Hash(read.Get(Column.Sealed, RowKey.Of(index))!).ToArray(), registered.SealedSm3.ToByteArray());
    }

    // Of region 310100, which is given to nobody.
    private static string NewCode => CitizenNumber.Complete("31010019900101001").Value;

    // Each group ends with a MapCommit.
    private static long EventsOf(int groups) => 2 * groups;
}
