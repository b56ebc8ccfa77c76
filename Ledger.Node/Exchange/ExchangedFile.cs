using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Node.Storage;

namespace Ledger.Node.Exchange;

/// <summary>
/// A file as it comes from another province, part by part, each signed to its question; a part that does not come is asked for again. What is left of it is given only
/// where the whole is what was committed to: a wrong file ends in an exception, never in an end of file.
/// </summary>
/// <param name="material">What it must be.</param>
/// <param name="part">Fetches the part that begins at a byte.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a System.IO.Stream.")]
internal sealed class ExchangedFile(ExchangedMaterial material, Func<long, CancellationToken, Task<byte[]>> part) : OneWayStream
{
    private const int Tries = 3;

    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Sm3Stream _sm3 = new();
    private byte[] _part = [];
    private int _position;
    private long _fetched;

    /// <summary>The material.</summary>
    public ExchangedMaterial Material { get; } = material;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _part.Length && _fetched < Material.Length && !buffer.IsEmpty)
        {
            (_part, _position) = (await FetchAsync(cancellationToken), 0);
        }

        int count = Math.Min(buffer.Length, _part.Length - _position);
        _part.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sha256.Dispose();
            _sm3.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<byte[]> FetchAsync(CancellationToken cancel)
    {
        byte[] bytes = await TryAsync(cancel);
        _sha256.AppendData(bytes);
        _sm3.Append(bytes);
        _fetched += bytes.Length;
        return _fetched < Material.Length || (new Digest(_sha256.GetHashAndReset()) == Material.Sha256 && _sm3.Finish() == Material.Sm3)
            ? bytes
            : throw new LedgerException(LedgerError.SignatureInvalid, "文件与对方省账本承诺的不一致。", "The file is not what the other province's log committed to.");
    }

    private async Task<byte[]> TryAsync(CancellationToken cancel)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                return await part(_fetched, cancel);
            }
            catch (LedgerException e) when (e.Error is LedgerError.Unavailable && tried < Tries)
            {
                // Asked for again: the parts before it need not come anew.
            }
        }
    }
}
