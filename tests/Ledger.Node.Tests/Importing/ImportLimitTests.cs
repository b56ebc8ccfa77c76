using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class ImportLimitTests : IDisposable
{
    private static readonly ImportForm Lines = new(ImportFormat.JsonLines, FileEncoding.Find("utf-8")!, ImportMap.Empty);
    private static readonly ImportRequest Request = new("a", "s", "k", ImportFormat.JsonLines, "utf-8", default, "clerk", IsDryRun: false);

    private readonly TemporaryFolder _folder = new();
    private readonly ImportKey _key = ImportKey.Create(new byte[ImportKey.IdLength]);

    [Fact]
    public async Task A_file_has_a_million_rows_and_no_more()
    {
        ImportFolder folder = new(_folder["imports"]);
        byte[] most = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1\n", (int)ImportLimits.Rows)));
        ReceivedFile received = await folder.ReceiveAsync(new MemoryStream(most), Request, Lines, isCorrection: false, _key, CancellationToken.None);
        Assert.Equal(ImportLimits.Rows, received.Rows);
        folder.Delete(received.Name);

        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => folder.ReceiveAsync(
            new MemoryStream([.. most, .. "1\n"u8]), Request, Lines, isCorrection: false, _key, CancellationToken.None));
        Assert.Equal(LedgerError.TooLarge, refused.Error);
        Assert.Empty(Directory.GetFiles(_folder["imports"]));
    }

    [Fact]
    public async Task A_file_has_512_MiB_and_no_more()
    {
        using Sm3Stream hash = new();
        await using ReceivingStream stream = new(new Endless(), file: null, hash);
        byte[] buffer = new byte[1 << 20];
        for (long read = 0; read < ImportLimits.FileBytes; read += buffer.Length)
        {
            await stream.ReadExactlyAsync(buffer);
        }

        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(async () => await stream.ReadExactlyAsync(buffer.AsMemory(0, 1)));
        Assert.Equal(LedgerError.TooLarge, refused.Error);
    }

    [Fact]
    public async Task What_a_crash_left_of_a_file_is_removed_and_what_a_job_names_is_kept()
    {
        ImportFolder folder = new(_folder["imports"]);
        ReceivedFile kept = await folder.ReceiveAsync(
            new MemoryStream("1\n"u8.ToArray()), Request, Lines, isCorrection: false, _key, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder["imports"], "left"), "half");
        folder.KeepOnly([kept.Name, ""]);
        Assert.Equal(kept.Name, Path.GetFileName(Assert.Single(Directory.GetFiles(_folder["imports"]))));
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private sealed class Endless : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
