using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Federation;

/// <summary>Lets every mirror follow its log, each at its own pace, and says each trouble once.</summary>
internal sealed partial class MirrorFollower(
    IReadOnlyCollection<LogMirror> mirrors, TimeSpan poll, TimeProvider time, ILogger<MirrorFollower> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Follows until cancelled. Only a failing store ends it sooner.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(mirrors.Select(mirror => FollowAsync(mirror, stoppingToken)));

    private async Task FollowAsync(LogMirror mirror, CancellationToken cancel)
    {
        TimeSpan pause = poll;
        while (!cancel.IsCancellationRequested)
        {
            MirrorState before = mirror.State;
            bool isLeft = await mirror.CatchUpAsync().WaitAsync(cancel);
            MirrorState state = mirror.State;
            if (state.Trouble != before.Trouble || state.English != before.English)
            {
                LogTrouble(mirror.Origin, state);
            }

            // A log in trouble is asked less often, but not forgotten.
            pause = state.Trouble is MirrorTrouble.None or MirrorTrouble.Behind
                ? poll
                : TimeSpan.FromTicks(long.Clamp(2 * pause.Ticks, poll.Ticks, long.Max(poll.Ticks, LongestPause.Ticks)));
            await Task.Delay(isLeft ? TimeSpan.Zero : pause, time, cancel);
        }
    }

    private void LogTrouble(string origin, MirrorState state)
    {
        if (state.Trouble == MirrorTrouble.None)
        {
            LogWell(logger, origin, state.Size);
        }
        else
        {
            LogAlarm(logger, origin, state.Trouble, state.English);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mirror of {Origin}: {Trouble}. {Reason}")]
    private static partial void LogAlarm(ILogger logger, string origin, MirrorTrouble trouble, string reason);

    [LoggerMessage(LogLevel.Information, "Mirror of {Origin}: well again at {Size} leaves.")]
    private static partial void LogWell(ILogger logger, string origin, long size);
}
