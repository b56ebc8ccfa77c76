using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Consents;

/// <summary>
/// Notices systems that use more in a minute than their work takes (批量抓取): a warning in the log and a count among the figures, once a minute for
/// each system. It stops nothing: the quota does, and people who look at the warning. After a start it has seen nothing.
/// </summary>
internal sealed partial class UseAlarm(UseOptions options, TimeProvider time, ILogger<UseAlarm> logger)
{
    private static readonly Meter Meter = new("Ledger.Consents");

    private static readonly Counter<long> Uses = Meter.CreateCounter<long>("ledger.uses", unit: "{use}", description: "Uses since the start.");

    private static readonly Counter<long> Alarms = Meter.CreateCounter<long>(
        "ledger.uses.alarms", unit: "{alarm}", description: "Minutes in which a system used more than the settings expect, since the start.");

    private readonly Lock _turn = new();
    private readonly Dictionary<string, (DateTimeOffset Minute, int Count)> _seen = [];

    /// <summary>A system used something.</summary>
    /// <returns>Whether that raised the alarm: once, by the first use that is too many in a minute of the clock.</returns>
    public bool Note(string system)
    {
        Uses.Add(1);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        lock (_turn)
        {
            int count = _seen.TryGetValue(system, out (DateTimeOffset Minute, int Count) seen) && seen.Minute == minute ? seen.Count + 1 : 1;
            _seen[system] = (minute, count);
            if (count != options.AlarmAboveAMinute + 1)
            {
                return false;
            }
        }

        Alarms.Add(1);
        Raised(system, options.AlarmAboveAMinute);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "System {System} has made more than {Most} uses in this minute.")]
    private partial void Raised(string system, int most);
}
