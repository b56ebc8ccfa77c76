using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>An answer that is held back until it is whole: its signature goes before it.</summary>
internal sealed class HeldAnswer : MemoryStream
{
    /// <summary>Longest answer that is signed, and so the longest that who signs can get.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Content => GetBuffer().AsMemory(0, (int)Length);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Require(buffer.Length);
        base.Write(buffer.ToArray(), 0, buffer.Length);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    private void Require(int more)
    {
        if (Length + more > MaximumBytes)
        {
            throw new LedgerException(LedgerError.TooLarge, "应答超过可签名的上限，请分批获取。", "The answer is longer than one that is signed; fetch it in parts.");
        }
    }
}
