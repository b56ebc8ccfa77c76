using System.Diagnostics.CodeAnalysis;
using Ledger.Crypto.Certificates;
using Ledger.Node.Materials;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>
/// Gives a part of a material's file, and asks every second whether it still may: what is withdrawn while a slow reader reads is not given to the end. It ends
/// in an exception then, never in an end of file.
/// </summary>
/// <param name="material">The material.</param>
/// <param name="part">Which bytes of its file; it has them.</param>
/// <param name="open">Opens the file at the first of them; what it gives is disposed of with this.</param>
/// <param name="require">Throws where no more may be given.</param>
/// <param name="time">The only clock.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a System.IO.Stream.")]
internal sealed class GuardedFile(OpenedMaterial material, FilePart part, Func<Stream> open, Action require, TimeProvider time) : OneWayStream
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly Stream _file = open();
    private DateTimeOffset _asked = time.GetUtcNow();
    private long _left = part.LengthIn(material.Content.Length);

    /// <summary>The material.</summary>
    public OpenedMaterial Material { get; } = material;

    /// <summary>The certificate to which it is sealed; null where it is given in the clear.</summary>
    public Certificate? Recipient { get; init; }

    /// <summary>Bytes that it gives in all.</summary>
    public long Bytes { get; } = part.LengthIn(material.Content.Length);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now - _asked >= Between || now < _asked)
        {
            require();
            _asked = now;
        }

        int read = await _file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read > 0 || _left == 0 || buffer.IsEmpty ? read : throw new EndOfStreamException("A file is shorter than its material says.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
