using System.Globalization;

namespace Ledger.Crypto.Encoding;

/// <summary>Moments in sentences for people: as a clock in China shows them, and said so.</summary>
internal static class ClockText
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>A moment in an English sentence: <c>2026-11-21 17:30:00 (Beijing time)</c>.</summary>
    public static string English(DateTimeOffset time) => $"{Of(time)} (Beijing time)";

    /// <summary>A moment: <c>2026-11-21 17:30:00</c>.</summary>
    public static string Of(DateTimeOffset time) => InChina(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What a clock in China shows.</summary>
    public static DateTime InChina(DateTimeOffset time) =>

        // Signed structures may say 31 December 9999 in UTC, to which no eight hours can be added.
        time.UtcDateTime <= DateTime.MaxValue - Offset ? time.UtcDateTime + Offset : DateTime.MaxValue;
}
