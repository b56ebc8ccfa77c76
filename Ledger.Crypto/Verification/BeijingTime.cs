using System.Globalization;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Verification;

/// <summary>Days and times as they are counted in China, UTC+8 all the year. Total: no time, however far off, throws.</summary>
public static class BeijingTime
{
    private const string DayForm = "yyyy-MM-dd";

    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day it is in China at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(ClockText.InChina(time));

    /// <summary>A moment as a clock in China shows it: <c>2026-11-21 17:30:00</c>.</summary>
    public static string TextOf(DateTimeOffset time) => ClockText.Of(time);

    /// <summary>Noon of a day.</summary>
    public static DateTimeOffset NoonOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), Offset);

    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The last moment of a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), Offset);

    /// <summary>
    /// Reads a day (<c>2025-03-02</c>), which stands for its last moment, or a moment with its offset (RFC 3339:
    /// <c>2025-03-02T09:30:00+08:00</c>, <c>2025-03-02T01:30:00.25Z</c>).
    /// </summary>
    /// <returns>False for any other text, and for a day or moment that no calendar has.</returns>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        if (DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            moment = EndOf(day);
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }
}
