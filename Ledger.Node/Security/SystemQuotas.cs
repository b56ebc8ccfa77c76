namespace Ledger.Node.Security;

/// <summary>Counts what each system sends: so many requests a minute, at most so many at once. After a start everybody has the whole.</summary>
/// <param name="systems">As the settings have them.</param>
/// <param name="time">The only clock.</param>
internal sealed class SystemQuotas(IReadOnlyList<DepartmentSystem> systems, TimeProvider time)
{
    private readonly Lock _turn = new();

    // Ticks of a minute that are left: a request takes a minute's ticks over its number a minute.
    private readonly Dictionary<string, (long Left, long At)> _left = systems.Select(system => system.Name).Distinct(StringComparer.Ordinal)
        .ToDictionary(name => name, _ => (TimeSpan.TicksPerMinute, time.GetTimestamp()), StringComparer.Ordinal);

    /// <summary>How many requests a system may send now at once.</summary>
    public int LeftOf(DepartmentSystem system)
    {
        lock (_turn)
        {
            (long left, long at) = _left[system.Name];
            left = Math.Min(TimeSpan.TicksPerMinute, left + time.GetElapsedTime(at).Ticks);
            return (int)(left / (TimeSpan.TicksPerMinute / system.RequestsPerMinute));
        }
    }

    /// <summary>Takes one request off a system's quota.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.QuotaExceeded"/>: nothing is left.</exception>
    public void Take(DepartmentSystem system)
    {
        long price = TimeSpan.TicksPerMinute / system.RequestsPerMinute;
        lock (_turn)
        {
            (long left, long at) = _left[system.Name];
            long now = time.GetTimestamp();
            left = Math.Min(TimeSpan.TicksPerMinute, left + time.GetElapsedTime(at, now).Ticks);
            if (left < price)
            {
                throw new LedgerException(
                    LedgerError.QuotaExceeded, "已超过该系统每分钟的请求数。", "The system has sent more requests than it may in a minute.");
            }

            _left[system.Name] = (left - price, now);
        }
    }
}
