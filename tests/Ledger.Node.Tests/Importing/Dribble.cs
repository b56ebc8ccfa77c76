namespace Ledger.Node.Tests.Importing;

/// <summary>A stream that gives seven bytes at a time, as a slow network does.</summary>
internal sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
{
    private const int AtOnce = 7;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..int.Min(AtOnce, buffer.Length)], cancellationToken);
}
