using Ledger.Node.Log;
using Microsoft.Extensions.Hosting;

namespace Ledger.Node;

/// <summary>
/// Asks those who remember the log until enough have answered, and then lets the writer begin. Until then the node reads: other
/// provinces that start at the same time wait for its answers as it waits for theirs.
/// </summary>
internal sealed class StartUpWorker(ProvinceNode node, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Ends once the writer no longer waits.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan pause = ShortestPause;
        while (node.Ledger.State.Mode == WriterMode.Waiting)
        {
            await Task.Delay(pause, time, stoppingToken);
            await node.TryBeginAsync(stoppingToken);
            pause = TimeSpan.FromTicks(long.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }
}
