using System.Diagnostics;

namespace Ledger.Api.Bench;

/// <summary>How long the connections of a server stand that are opened from now on; those of honest callers end within a second.</summary>
/// <param name="port">The server's.</param>
internal sealed class ConnectionLives(int port)
{
    /// <summary>Between two looks, at most.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Honest = TimeSpan.FromSeconds(1);

    private readonly HashSet<int> _before = ConnectionTable.CallersOf(port);
    private readonly Dictionary<int, (long First, long Last)> _lives = [];

    /// <summary>How many stand that have stood for more than a second, when last looked at.</summary>
    public int Open { get; private set; }

    /// <summary>How long the longest stood, as seen several times a second.</summary>
    public double LongestSeconds => _lives.Values.Select(LengthOf).DefaultIfEmpty().Max().TotalSeconds;

    /// <summary>Looks at them until it is told to stop.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            Look();
            await Task.Delay(Pause / 2, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until none of them stands any more.</summary>
    /// <param name="most">Gives up after so long.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task EndAsync(TimeSpan most, CancellationToken cancel)
    {
        long begun = Stopwatch.GetTimestamp();
        for (bool any = false; !(any && Open == 0) && Stopwatch.GetElapsedTime(begun) < most; any |= Open > 0)
        {
            await Task.Delay(Pause, cancel);
        }
    }

    private void Look()
    {
        long now = Stopwatch.GetTimestamp();
        int[] standing = [.. ConnectionTable.CallersOf(port).Except(_before)];
        foreach (int caller in standing)
        {
            _lives[caller] = (_lives.TryGetValue(caller, out (long First, long Last) life) ? life.First : now, now);
        }

        Open = standing.Count(caller => LengthOf(_lives[caller]) > Honest);
    }

    private static TimeSpan LengthOf((long First, long Last) life) => Stopwatch.GetElapsedTime(life.First, life.Last);
}
