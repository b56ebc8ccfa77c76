using System.IO.Pipelines;
using Ledger.Api.Hosting;

namespace Ledger.Api.Tests.Hosting;

public sealed class PiecewiseStreamTests
{
    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(ServerLimits.PieceBytes, new[] { ServerLimits.PieceBytes })]
    [InlineData(ServerLimits.PieceBytes + 1, new[] { ServerLimits.PieceBytes, 1 })]
    [InlineData((2 * ServerLimits.PieceBytes) + 5, new[] { ServerLimits.PieceBytes, ServerLimits.PieceBytes, 5 })]
    public async Task A_piece_has_its_bytes_and_no_more(int length, int[] pieces)
    {
        byte[] written = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        await using Pieces outside = new();
        await using PiecewiseStream stream = new(outside, ServerLimits.PieceBytes, ServerLimits.PieceWithin, () => Assert.Fail("hung up"));
        await stream.WriteAsync(written);
        Assert.Equal(pieces, outside.Lengths);
        Assert.Equal(written, outside.ToArray());
    }

    [Fact]
    public async Task Who_takes_no_piece_in_time_is_hung_up_on()
    {
        // A pipe has room for so many bytes, and nobody reads it.
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 2 * ServerLimits.PieceBytes, resumeWriterThreshold: ServerLimits.PieceBytes));
        bool hungUp = false;
        await using PiecewiseStream stream = new(pipe.Writer.AsStream(), ServerLimits.PieceBytes, TimeSpan.FromMilliseconds(50), () =>
        {
            hungUp = true;
            pipe.Reader.Complete();
        });
        await stream.WriteAsync(new byte[ServerLimits.PieceBytes]);
        Assert.False(hungUp);
        await stream.WriteAsync(new byte[2 * ServerLimits.PieceBytes]);
        Assert.True(hungUp);
    }

    private sealed class Pieces : MemoryStream
    {
        public List<int> Lengths { get; } = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Lengths.Add(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
