using System.Security.Cryptography;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Materials;

/// <summary>
/// SM3 and SHA-256 of a file that comes in pieces. Both are worked out beside whatever else is done with a piece: SM3 of one stream is the
/// slowest of it, and no way is known to spread it over lanes.
/// </summary>
internal sealed class FileDigests : IAsyncDisposable
{
    private readonly Sm3Stream _sm3 = new();
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task _last = Task.CompletedTask;

    /// <summary>Adds the next piece once the one before it is done with; the piece must stay as it is until the next call has returned.</summary>
    public async Task AppendAsync(ReadOnlyMemory<byte> piece)
    {
        await _last;
        _last = Task.Run(() =>
        {
            _sm3.Append(piece.Span);
            _sha256.AppendData(piece.Span);
        });
    }

    /// <summary>Both digests of all pieces.</summary>
    public async Task<(Digest Sm3, Digest Sha256)> FinishAsync()
    {
        await _last;
        return (_sm3.Finish(), new Digest(_sha256.GetHashAndReset()));
    }

    /// <summary>Ends once the last piece is done with.</summary>
    public async ValueTask DisposeAsync()
    {
        await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sm3.Dispose();
        _sha256.Dispose();
    }
}
