using Ledger.Node.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Federation;

/// <summary>
/// Leads the log from one cosigning round to the next and brings each round's checkpoint to every witness and map auditor, each at
/// its own pace; an unchanged one again from time to time, so that its cosignatures stay fresh. Trouble with a witness is a
/// state, never an exception.
/// </summary>
internal sealed partial class WitnessFeeder(
    LedgerWriter ledger,
    IReadOnlyList<WitnessFeed> feeds,
    CosignedHeads cosigned,
    TimeSpan heartbeat,
    TimeProvider time,
    ILogger<WitnessFeeder> logger)
    : BackgroundService
{
    // A busy log signs many checkpoints a second; a witness syncs its disk for each that it cosigns.
    private static readonly TimeSpan ShortestRound = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>How far each witness and map auditor is.</summary>
    public IReadOnlyList<WitnessState> States => [.. feeds.Select(feed => feed.State)];

    /// <summary>Feeds until cancelled. Only a failing store ends it sooner.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogHead head = await ledger.GrowthAsync(0, stoppingToken);
        cosigned.Consider(head); // what was collected before a restart still counts
        await FeedAsync(new CosigningRound(head), stoppingToken);
    }

    // Not async: from the first round all later ones can be reached, so that whoever waited here with it would keep every checkpoint
    // and its status map for as long as the node runs.
    private Task FeedAsync(CosigningRound first, CancellationToken cancel) =>
        Task.WhenAll([LeadAsync(first, cancel), .. feeds.Select(feed => FollowAsync(feed, first, cancel))]);

    private async Task LeadAsync(CosigningRound round, CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(ShortestRound, time, cancel);
            await Task.WhenAny(round.Quorum, Task.Delay(LongestRound, time, cancel));
            await GrowthOrHeartbeatAsync(round.Head.Size, cancel);
            round = round.Follow(ledger.Head!);
        }
    }

    private async Task FollowAsync(WitnessFeed feed, CosigningRound round, CancellationToken cancel)
    {
        TimeSpan pause = ShortestRound;
        while (true)
        {
            WitnessState before = feed.State;
            await feed.StepAsync(round.Head, cancel);
            if (cosigned.Consider(round.Head))
            {
                round.Succeed();
            }

            WitnessState state = feed.State;
            if (state.Trouble == WitnessTrouble.None)
            {
                pause = ShortestRound;
                round = await round.Next.WaitAsync(cancel);
            }
            else
            {
                LogTroubleOnce(state, before);
                await Task.Delay(pause, time, cancel);
                pause = TimeSpan.FromTicks(long.Min(2 * pause.Ticks, LongestPause.Ticks));
            }

            while (round.Next.IsCompletedSuccessfully)
            {
                round = await round.Next;
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

    private void LogTroubleOnce(WitnessState state, WitnessState before)
    {
        if (state.Trouble != before.Trouble || state.Reason != before.Reason)
        {
            LogTrouble(logger, state.Name, state.Reason);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Witness {Witness} did not cosign. {Reason}")]
    private static partial void LogTrouble(ILogger logger, string witness, string reason);
}
