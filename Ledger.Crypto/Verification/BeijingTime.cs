using System.Globalization;

namespace Ledger.Crypto.Verification;

/// <summary>Days and times as they are counted in China, UTC+8 all the year. Total: no time, however far off, throws.</summary>
public static class BeijingTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day it is in China at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(ClockAt(time));

    /// <summary>A moment as a clock in China shows it: <c>2026-11-21 17:30:00</c>.</summary>
    public static string TextOf(DateTimeOffset time) => ClockAt(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Noon of a day.</summary>
    public static DateTimeOffset NoonOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), Offset);

    /// <summary>The last moment of a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), Offset);

    // Signed structures may say 31 December 9999 in UTC, to which no eight hours can be added.
    private static DateTime ClockAt(DateTimeOffset time) =>
        time.UtcDateTime <= DateTime.MaxValue - Offset ? time.UtcDateTime + Offset : DateTime.MaxValue;
}
