using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>What stops the writer, and that nothing is signed then.</summary>
public sealed class LedgerWriterFailureTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public LedgerWriterFailureTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

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
    [InlineData(nameof(Column.Sha256Tiles))]
    [InlineData(nameof(Column.Sm3Tiles))]
    public async Task A_stored_hash_that_changes_under_the_writer_stops_it_before_it_signs(string column)
    {
        // The last tile of the lowest level is written anew with each group; what lies above it is read.
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _ledger.AppendAsync($"a: {i}")));
        int signatures = _ledger.Key.Signatures + _ledger.Sm3Key.Signatures;
        WriteBatch damage = new();
        damage.Put(Enum.Parse<Column>(column), TileColumn.Sha256.Key(level: 1, number: 0), new byte[Digest.Length]);
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
}
