using System.Globalization;

namespace Ledger.Crypto.Verification;

/// <summary>Spans of time in words, by their two greatest units: <c>1 天 2 小时</c>.</summary>
internal static class Duration
{
    private static readonly (string Chinese, string One, string More)[] Units =
        [("天", "day", "days"), ("小时", "hour", "hours"), ("分钟", "minute", "minutes"), ("秒", "second", "seconds")];

    /// <summary>The span in both languages, seconds cut off behind the point.</summary>
    /// <param name="span">Not negative; where it is, as if it were not.</param>
    public static (string Chinese, string English) Of(TimeSpan span)
    {
        TimeSpan length = span.Duration();
        int[] counts = [length.Days, length.Hours, length.Minutes, length.Seconds];
        int first = Array.FindIndex(counts, count => count > 0);
        int start = first < 0 ? counts.Length - 1 : first;
        (string Chinese, string English)[] parts = [.. Enumerable.Range(start, Math.Min(2, counts.Length - start))
            .Where(i => counts[i] > 0 || i == start).Select(i => Part(counts[i], Units[i]))];
        return (string.Join(' ', parts.Select(part => part.Chinese)), string.Join(' ', parts.Select(part => part.English)));
    }

    private static (string Chinese, string English) Part(int count, (string Chinese, string One, string More) unit)
    {
        string number = count.ToString(CultureInfo.InvariantCulture);
        return ($"{number} {unit.Chinese}", $"{number} {(count == 1 ? unit.One : unit.More)}");
    }
}
