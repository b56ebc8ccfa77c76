namespace Ledger.Api.Hosting;

/// <summary>Writes on in pieces, each when there is room for it. What lies behind is not closed with it.</summary>
/// <param name="outside">Where to.</param>
/// <param name="pieceBytes">The most bytes of a piece.</param>
/// <param name="within">How long a piece may wait.</param>
/// <param name="hangUp">Called when one waited longer; writing must end then.</param>
internal sealed class PiecewiseStream(Stream outside, int pieceBytes, TimeSpan within, Action hangUp) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; buffer.Length > pieceBytes; buffer = buffer[pieceBytes..])
        {
            await WritePieceAsync(buffer[..pieceBytes], cancellationToken);
        }

        await WritePieceAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => outside.FlushAsync(cancellationToken);

    public override void Flush() => outside.Flush();

    public override void Write(byte[] buffer, int offset, int count) => outside.Write(buffer, offset, count);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask WritePieceAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        ValueTask writing = outside.WriteAsync(piece, cancel);
        if (writing.IsCompletedSuccessfully)
        {
            return;
        }

        Task written = writing.AsTask();
        if (await Task.WhenAny(written, Task.Delay(within, cancel)) != written)
        {
            hangUp();
        }

        await written;
    }
}
