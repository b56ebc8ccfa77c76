using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Parties;

public sealed class HolderVaultTests : IAsyncDisposable
{
    private readonly PartyLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100_000)]
    public async Task Content_opens_for_its_holder_and_purpose(int length)
    {
        ByteString handle = await _ledger.RegisterAsync();
        byte[] content = new byte[length];
        new Random(11).NextBytes(content);
        using LedgerRead read = _ledger.Writer.Read();
        byte[] first = _ledger.Vault.Seal(read, handle, "licence", content);
        byte[] second = _ledger.Vault.Seal(read, handle, "licence", content);
        Assert.Equal(length + HolderVault.Overhead, first.Length);
        Assert.NotEqual(first, second);
        Assert.Equal(content, _ledger.Vault.Open(read, handle, "licence", first));
        Assert.Equal(content, _ledger.Vault.Open(read, handle, "licence", second));
    }

    [Fact]
    public async Task Content_opens_for_no_other_holder_purpose_or_log()
    {
        ByteString handle = await _ledger.RegisterAsync();
        ByteString other = await _ledger.RegisterAsync("111", "陆景明", "310100197903050018");
        using LedgerRead read = _ledger.Writer.Read();
        byte[] content = _ledger.Vault.Seal(read, handle, "licence", "text"u8);
        Assert.Throws<CryptographicException>(() => _ledger.Vault.Open(read, other, "licence", content));
        Assert.Throws<CryptographicException>(() => _ledger.Vault.Open(read, handle, "material", content));
        HolderVault elsewhere = new("ledger.example/other", _ledger.Keys);
        Assert.Throws<CryptographicException>(() => elsewhere.Open(read, handle, "licence", content));
    }

    [Fact]
    public async Task A_handle_alone_does_not_open_what_another_holders_key_sealed()
    {
        // The same associated data, so that only the key differs.
        ByteString handle = await _ledger.RegisterAsync();
        using LedgerRead read = _ledger.Writer.Read();
        byte[] key = RandomNumberGenerator.GetBytes(HolderKeys.KeyLength);
        byte[] content = _ledger.Vault.Seal(key, handle, "licence", "text"u8);
        Assert.Throws<CryptographicException>(() => _ledger.Vault.Open(read, handle, "licence", content));
    }

    [Fact]
    public async Task Every_flipped_bit_and_every_cut_is_refused()
    {
        ByteString handle = await _ledger.RegisterAsync();
        using LedgerRead read = _ledger.Writer.Read();
        byte[] content = _ledger.Vault.Seal(read, handle, "licence", "text"u8);
        for (int bit = 0; bit < content.Length * 8; bit++)
        {
            byte[] changed = [.. content];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<CryptographicException>(() => _ledger.Vault.Open(read, handle, "licence", changed));
        }

        for (int length = 0; length < content.Length; length++)
        {
            Assert.Throws<CryptographicException>(() => _ledger.Vault.Open(read, handle, "licence", content.AsSpan(0, length)));
        }
    }

    [Fact]
    public async Task After_erasure_nothing_opens_and_nothing_is_sealed()
    {
        ByteString handle = await _ledger.RegisterAsync();
        byte[] content;
        using (LedgerRead read = _ledger.Writer.Read())
        {
            content = _ledger.Vault.Seal(read, handle, "licence", "text"u8);
        }

        Assert.True(await _ledger.Holders.EraseAsync(handle, CancellationToken.None));
        Assert.False(await _ledger.Holders.EraseAsync(handle, CancellationToken.None));
        using LedgerRead after = _ledger.Writer.Read();
        LedgerException open = Assert.Throws<LedgerException>(() => _ledger.Vault.Open(after, handle, "licence", content));
        LedgerException seal = Assert.Throws<LedgerException>(() => _ledger.Vault.Seal(after, handle, "licence", "text"u8));
        Assert.Equal((LedgerError.NotFound, LedgerError.NotFound), (open.Error, seal.Error));
    }

    [Fact]
    public async Task A_wrapped_key_in_another_holders_row_does_not_open()
    {
        ByteString handle = await _ledger.RegisterAsync();
        ByteString other = await _ledger.RegisterAsync("111", "陆景明", "310100197903050018");
        await _ledger.Writer.WriteAsync(
            write =>
            {
                write.Put(Column.HolderKeys, other.Span, write.Get(Column.HolderKeys, handle.Span)!);
                return 0;
            },
            CancellationToken.None);
        using LedgerRead read = _ledger.Writer.Read();
        Assert.Throws<CryptographicException>(() => _ledger.Vault.Seal(read, other, "licence", "text"u8));
    }

    [Fact]
    public async Task Other_secrets_are_noticed_before_anything_is_written_under_them()
    {
        ByteString handle = await _ledger.RegisterAsync();
        using TemporaryFolder folder = new();
        using HolderSecrets others = HolderSecrets.Create(folder["secrets"]);
        HolderKeys wrong = new("ledger.example/test", others, _ledger.Ring);
        using LedgerRead read = _ledger.Writer.Read();
        _ledger.Keys.RequireRightSecrets(read);
        Assert.Throws<CryptographicException>(() => wrong.RequireRightSecrets(read));
        Assert.Throws<CryptographicException>(() => wrong.TryOpen(read, handle, new byte[HolderKeys.KeyLength]));
        HolderRegister register = new(_ledger.Writer, wrong, new HolderVault("ledger.example/test", wrong));
        await Assert.ThrowsAsync<CryptographicException>(
            () => register.RegisterAsync("111", "陆景明", "310100197903050018", CancellationToken.None));
    }
}
