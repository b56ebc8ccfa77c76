using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Parties;

public sealed class ErasableRingTests : IAsyncDisposable
{
    private const string Sealed = "只封存在此处的一句话";

    private readonly PartyLedger _ledger = new();
    private readonly TemporaryFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_backup_made_before_an_erasure_does_not_open_for_who_was_erased_and_opens_for_everybody_else()
    {
        ByteString erased = await _ledger.RegisterAsync();
        ByteString other = await _ledger.RegisterAsync("111", "陆景明", "310100197903050018");
        byte[] key = new byte[HolderKeys.KeyLength];
        byte[] half = new byte[PuncturableKey.KeyLength];
        byte[] content;
        using (LedgerRead rows = _ledger.Writer.Read())
        {
            content = _ledger.Vault.Seal(rows, erased, "licence", System.Text.Encoding.UTF8.GetBytes(Sealed));
            Assert.True(_ledger.Keys.TryOpen(rows, erased, key) && _ledger.Ring.TryDerive(erased, half));
        }

        byte[] wrapped = CopyTo("backup", erased);
        Assert.True(await _ledger.Holders.EraseAsync(erased, CancellationToken.None));

        // With all that the node has left, and with the backup.
        byte[] live = [.. _ledger.StoredBytes(), .. await File.ReadAllBytesAsync(_ledger.RingFile)];
        byte[] backup = [.. Directory.EnumerateFiles(_folder["backup"]).SelectMany(File.ReadAllBytes)];
        Assert.True(backup.AsSpan().IndexOf(wrapped) >= 0); // what is looked for is found where it is
        Assert.All(new[] { key, half, wrapped, System.Text.Encoding.UTF8.GetBytes(Sealed) }, secret => Assert.Equal(-1, live.AsSpan().IndexOf(secret)));
        Assert.All(new[] { key, half, System.Text.Encoding.UTF8.GetBytes(Sealed) }, secret => Assert.Equal(-1, backup.AsSpan().IndexOf(secret)));

        using StateStore store = StateStore.Open(new StoreOptions { Folder = _folder["backup"] });
        using LedgerRead old = new(store, snapshot: null, head: null);
        Assert.False(_ledger.Keys.TryOpen(old, erased, key));
        Assert.Throws<CryptographicException>(() => _ledger.Keys.Unwrap(erased, wrapped, key));
        Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => _ledger.Vault.Open(old, erased, "licence", content)).Error);
        Assert.Equal("陆景明", _ledger.Holders.Open(old, other).Name);
        _ledger.Keys.DropErased(store);
        Assert.Equal((false, true), (HolderKeys.Exists(old, erased), HolderKeys.Exists(old, other)));
        _ledger.RequireReplay();
    }

    [Fact]
    public void Of_several_halves_worked_out_together_those_are_told_apart_that_were_taken_away()
    {
        ByteString[] holders = [.. Enumerable.Range(0, 20).Select(_ => Handle.New())];
        _ledger.Ring.Puncture(holders[3]);
        _ledger.Ring.Puncture(holders[17]);
        Digest[] halves = new Digest[holders.Length];
        bool[] areThere = _ledger.Ring.DeriveEach(holders, halves);
        for (int i = 0; i < holders.Length; i++)
        {
            byte[] alone = new byte[PuncturableKey.KeyLength];
            Assert.Equal(i is not (3 or 17), areThere[i]);
            Assert.Equal(areThere[i], _ledger.Ring.TryDerive(holders[i], alone));
            Assert.Equal(areThere[i] ? alone : new byte[PuncturableKey.KeyLength], halves[i].ToArray());
        }
    }

    [Fact]
    public async Task What_a_crash_left_undone_and_a_ring_that_was_put_back_are_made_good_by_what_the_log_says()
    {
        ByteString holder = await _ledger.RegisterAsync();
        byte[] before = await File.ReadAllBytesAsync(_ledger.RingFile);
        await _ledger.Writer.WriteAsync(write => HolderRegister.Erase(write, holder), CancellationToken.None);
        Assert.True(_ledger.Ring.Has(holder)); // killed here
        _ledger.Holders.FinishErasures();
        Assert.False(_ledger.Ring.Has(holder));

        await File.WriteAllBytesAsync(_ledger.RingFile, before);
        using ErasableRing older = ErasableRing.Open([_ledger.RingFile])!;
        Assert.True(older.Has(holder));
        HolderKeys keys = new(_ledger.Writer.Origin, _ledger.Secrets, older);
        new HolderRegister(_ledger.Writer, keys, new HolderVault(_ledger.Writer.Origin, keys)).FinishErasures();
        Assert.False(older.Has(holder));
        Assert.NotEqual(before, await File.ReadAllBytesAsync(_ledger.RingFile));
    }

    [Fact]
    public async Task An_erasure_of_which_only_the_leaf_was_recovered_is_found_in_the_status_map()
    {
        ByteString holder = await _ledger.RegisterAsync();
        byte[] row;
        using (LedgerRead rows = _ledger.Writer.Read())
        {
            row = rows.Get(Column.HolderKeys, holder.Span)!;
        }

        LogReceipt receipt = await _ledger.Writer.WriteAsync(write => HolderRegister.Erase(write, holder), CancellationToken.None);
        _ledger.LoseBody(receipt.Index);
        _ledger.SetRow(Column.ErasedHolders, RowKey.Of(receipt.Index), value: null);
        _ledger.SetRow(Column.HolderKeys, holder.ToByteArray(), row);
        await _ledger.RegisterAsync("111", "陆景明", "310100197903050018"); // the next group shows it to readers
        _ledger.Holders.FinishErasures();
        Assert.False(_ledger.Ring.Has(holder));
    }

    [Fact]
    public void Every_copy_is_kept_current_and_stands_in_for_a_lost_file()
    {
        string[] paths = [_folder["ring/holder-ring"], _folder["elsewhere/holder-ring"], _folder["third/holder-ring"]];
        ByteString holder = Handle.New();
        using (ErasableRing ring = ErasableRing.Create(paths))
        {
            ring.Puncture(holder);
        }

        byte[] current = File.ReadAllBytes(paths[0]);
        Assert.All(paths, path => Assert.Equal(current, File.ReadAllBytes(path)));
        Assert.All(paths, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        File.Delete(paths[0]);
        File.Delete(paths[2]);
        using ErasableRing found = ErasableRing.Open(paths)!;
        Assert.False(found.Has(holder));
        Assert.All(paths, path => Assert.Equal(current, File.ReadAllBytes(path)));
        Assert.Throws<IOException>(() => ErasableRing.Create(paths));
        Assert.Null(ErasableRing.Open([_folder["nowhere"]]));
        byte[] broken = [.. current];
        broken[40] ^= 1;
        File.WriteAllBytes(paths[0], broken);
        Assert.Throws<CryptographicException>(() => ErasableRing.Open(paths));
    }

    [Fact]
    public async Task Keys_of_another_ring_are_refused_and_those_of_before_there_were_rings_are_taken_over()
    {
        ByteString holder = await _ledger.RegisterAsync();
        using ErasableRing other = ErasableRing.Create([_folder["other/holder-ring"]]);
        HolderKeys strangers = new(_ledger.Writer.Origin, _ledger.Secrets, other);
        using (LedgerRead rows = _ledger.Writer.Read())
        {
            Assert.Throws<CryptographicException>(() => strangers.RequireRightSecrets(rows));
        }

        byte[] key = new byte[HolderKeys.KeyLength];
        using (LedgerRead rows = _ledger.Writer.Read())
        {
            Assert.True(_ledger.Keys.TryOpen(rows, holder, key));
        }

        using StateStore store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["early"]) });
        WriteBatch batch = new();
        batch.Put(Column.HolderKeys, holder.ToByteArray(), WrappedEarly(holder, key));
        store.Write(batch);
        Assert.False(HolderKeys.AreUnderRing(store));
        strangers.Adopt(store);
        Assert.True(HolderKeys.AreUnderRing(store));
        using LedgerRead early = new(store, snapshot: null, head: null);
        byte[] opened = new byte[HolderKeys.KeyLength];
        Assert.True(strangers.TryOpen(early, holder, opened));
        Assert.Equal(key, opened);
    }

    // As rows were before there were rings: under the wrapping key itself.
    private byte[] WrappedEarly(ByteString holder, byte[] key)
    {
        byte[] row = new byte[44];
        using Sm4Gcm cipher = new(_ledger.Secrets.WrappingKey);
        cipher.Encrypt(
            row.AsSpan(0, 12), key, row.AsSpan(12, 16), row.AsSpan(28), [.. System.Text.Encoding.UTF8.GetBytes($"{_ledger.Writer.Origin}\nholder-key\n"), .. holder.Span]);
        return row;
    }

    /// <summary>Copies the database as a backup does; gives the row of a holder's wrapped key.</summary>
    private byte[] CopyTo(string folder, ByteString holder)
    {
        _ledger.CopyDatabase(_folder[folder]);
        using LedgerRead rows = _ledger.Writer.Read();
        return rows.Get(Column.HolderKeys, holder.Span)!;
    }
}
