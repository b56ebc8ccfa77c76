namespace Ledger.Api.Hosting;

/// <summary>How far the far end of one connection has taken what was answered.</summary>
/// <param name="opened">When it was opened, on the clock of those who ask.</param>
internal sealed class AnswerProgress(TimeSpan opened)
{
    private static readonly long Least = (long)(ServerLimits.BytesPerSecond * ServerLimits.TakenWithin.TotalSeconds);

    private TimeSpan _since = opened;
    private long _taken;

    /// <summary>Whether what waits is taken so slowly that the connection is not worth its place. What was taken quickly before gives no more time.</summary>
    /// <param name="sent">As the system says at this moment.</param>
    /// <param name="now">This moment.</param>
    public bool IsTooSlow(SentBytes sent, TimeSpan now)
    {
        if (!sent.AreWaiting || sent.Taken - _taken >= Least)
        {
            (_since, _taken) = (now, sent.Taken);
            return false;
        }

        return now - _since > (sent.AreLost ? ServerLimits.FoundAgainWithin : ServerLimits.TakenWithin);
    }
}
