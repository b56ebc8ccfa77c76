using Ledger.Node.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Federation;

/// <summary>
/// Follows the log and brings each new checkpoint to every witness, each at its own pace; an unchanged one again from
/// time to time, so that its cosignatures stay fresh. Trouble with a witness is a state, never an exception.
/// </summary>
internal sealed partial class WitnessFeeder(
    LedgerWriter ledger, IReadOnlyList<WitnessFeed> feeds, TimeSpan heartbeat, TimeProvider time, ILogger<WitnessFeeder> logger)
    : BackgroundService
{
    // A busy log signs many checkpoints a second; a witness syncs its disk for each that it cosigns.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>How far each witness is.</summary>
    public IReadOnlyList<WitnessState> States => [.. feeds.Select(feed => feed.State)];

    /// <summary>Feeds until cancelled. Only a failing store ends it sooner.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(feeds.Select(feed => FollowAsync(feed, stoppingToken)));

    private async Task FollowAsync(WitnessFeed feed, CancellationToken cancel)
    {
        TimeSpan pause = ShortestPause;
        while (!cancel.IsCancellationRequested)
        {
            WitnessState before = feed.State;
            await feed.StepAsync(cancel);
            WitnessState state = feed.State;
            if (state.Trouble != WitnessTrouble.None && (state.Trouble != before.Trouble || state.Reason != before.Reason))
            {
                LogTrouble(logger, state.Name, state.Reason);
            }

            bool isWell = state.Trouble == WitnessTrouble.None;
            pause = isWell ? ShortestPause : TimeSpan.FromTicks(long.Min(2 * pause.Ticks, LongestPause.Ticks));
            await Task.Delay(pause, time, cancel);
            if (isWell)
            {
                await GrowthOrHeartbeatAsync(state.Size, cancel);
            }
        }
    }

    private async Task GrowthOrHeartbeatAsync(long size, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task growth = ledger.GrowthAsync(size, either.Token);
        await Task.WhenAny(growth, Task.Delay(heartbeat, time, either.Token));
        await either.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Warning, "Witness {Witness} did not cosign. {Reason}")]
    private static partial void LogTrouble(ILogger logger, string witness, string reason);
}
