using System.Diagnostics.CodeAnalysis;
using Ledger.Crypto.Hashing;
using Ledger.Node.Storage;

namespace Ledger.Node.Importing;

/// <summary>Gives what it reads from another stream, and on the way seals it into a file, hashes it and counts it.</summary>
/// <param name="source">What is received; stays the caller's.</param>
/// <param name="file">Where it is sealed; null to hash only.</param>
/// <param name="hash">What goes over it.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a System.IO.Stream.")]
internal sealed class ReceivingStream(Stream source, SealedFileWriter? file, Sm3Stream hash) : OneWayStream
{
    private long _received;

    /// <summary>The next bytes.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.TooLarge"/>: more than <see cref="ImportLimits.FileBytes"/>.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await source.ReadAsync(buffer, cancellationToken);
        _received += count;
        if (_received > ImportLimits.FileBytes)
        {
            throw new LedgerException(
                LedgerError.TooLarge,
                $"文件超过 {ImportLimits.FileBytes >> 20} MiB。",
                $"The file has more than {ImportLimits.FileBytes >> 20} MiB.");
        }

        hash.Append(buffer.Span[..count]);
        file?.Write(buffer.Span[..count]);
        return count;
    }
}
