using Ledger.Node.Log;

namespace Ledger.Node.Tests.Log;

public sealed class BesideWriterTests : IAsyncLifetime, IDisposable
{
    private static readonly int Processors = Environment.ProcessorCount;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;
    private readonly Lock _counting = new();
    private readonly List<int> _done = [];
    private int _running;
    private int _mostRunning;

    public BesideWriterTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_the_writer_writes_one_processor_is_left_to_it()
    {
        TaskCompletionSource gate = new();
        Task blocked = _ledger.BlockAsync(gate);
        int[] pieces = [.. Enumerable.Range(0, 6 * Processors)];
        await BesideWriter.ForEachAsync(_ledger.Writer, pieces, Count, CancellationToken.None);
        gate.SetResult();
        await blocked;
        Assert.Equal(pieces, _done.Order());
        Assert.InRange(_mostRunning, 1, int.Max(1, Processors - 1));
    }

    [Fact]
    public async Task While_it_rests_all_work_until_it_begins_and_again_when_it_rests_again()
    {
        await _ledger.AppendAsync("a: begun");
        Assert.True(SpinWait.SpinUntil(() => !_ledger.Writer.IsWriting, Patience));
        using Barrier all = new(Processors);
        TaskCompletionSource gate = new();
        Task blocked = Task.CompletedTask;
        await BesideWriter.ForEachAsync(_ledger.Writer, [.. Enumerable.Range(0, 8 * Processors)], Act, CancellationToken.None);
        await blocked;
        Assert.Equal((4 * Processors) - 1, _done.Count);
        Assert.InRange(_mostRunning, 1, int.Max(1, Processors - 1));

        void Act(int piece)
        {
            if (piece < Processors || piece >= 6 * Processors)
            {
                Assert.True(all.SignalAndWait(Patience));
                if (piece == 0)
                {
                    blocked = _ledger.BlockAsync(gate);
                }

                Assert.True(all.SignalAndWait(Patience));
            }
            else if (piece < (5 * Processors) - 1)
            {
                Count(piece);
            }
            else
            {
                gate.TrySetResult();
                Assert.True(SpinWait.SpinUntil(() => !_ledger.Writer.IsWriting, Patience));
            }
        }
    }

    [Fact]
    public async Task What_one_piece_throws_comes_out_and_no_other_is_begun()
    {
        int[] pieces = [.. Enumerable.Range(0, 200)];
        await Assert.ThrowsAsync<FormatException>(() => BesideWriter.ForEachAsync(
            _ledger.Writer, pieces, piece => Count(piece == 3 ? throw new FormatException("3") : piece), CancellationToken.None));
        Assert.DoesNotContain(pieces[^1], _done);
        Assert.Equal(0, _running);
    }

    [Fact]
    public async Task Who_gives_up_begins_no_other_piece()
    {
        using CancellationTokenSource giveUp = new();
        int[] pieces = [.. Enumerable.Range(0, 200)];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BesideWriter.ForEachAsync(
            _ledger.Writer,
            pieces,
            piece =>
            {
                Count(piece);
                giveUp.Cancel();
            },
            giveUp.Token));
        Assert.InRange(_done.Count, 1, Processors);
    }

    // Longer than it takes a thread to begin, so that those who may run at the same time do.
    private void Count(int piece)
    {
        lock (_counting)
        {
            _mostRunning = int.Max(_mostRunning, ++_running);
        }

        Thread.Sleep(5);
        lock (_counting)
        {
            _running--;
            _done.Add(piece);
        }
    }
}
