using System.Globalization;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Importing;

/// <summary>
/// Dates as other systems write them: <c>20120109</c>, <c>2013-01-01 00:00:00</c>, <c>2021-03-01</c>, and the milliseconds since
/// 1970, 13 digits, which name the day that it then was in China. Read in all four forms, written in ours.
/// </summary>
internal static class ForeignDate
{
    private const int LongestText = 64;
    private const int MillisecondDigits = 13;

    private static readonly string[] Forms =
        ["yyyyMMdd", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/MM/dd", "yyyy年MM月dd日", "yyyy年M月d日"];

    // 9999-12-31 is how systems without a word for it write a licence without a last day.
    private static readonly string[] LongTerm =
        ["长期", "长期有效", "永久", "永久有效", "无固定期限", "99991231", "9999-12-31", "9999-12-31 00:00:00", "9999-12-31 23:59:59"];

    /// <summary>Whether the text says that there is no last day: 长期 and the like, or 31 December 9999.</summary>
    public static bool IsLongTerm(string text) => LongTerm.Contains(text.Trim(), StringComparer.Ordinal);

    /// <summary>Reads a day in any of the forms.</summary>
    /// <returns>False where it is none, or one that the calendar does not have, or before 1800 or after 2999.</returns>
    public static bool TryParse(string text, out DateOnly date)
    {
        date = default;
        if (text.Length > LongestText)
        {
            return false;
        }

        string trimmed = text.Trim();
        if (trimmed.Length == MillisecondDigits && !trimmed.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            date = BeijingTime.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(trimmed, CultureInfo.InvariantCulture)));
            return LicenceDate.TryParse(LicenceDate.Format(date), out _);
        }

        // A time of day is dropped: what other systems write after the day is midnight, or noise.
        return DateTime.TryParseExact(trimmed, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment)
            && LicenceDate.TryParse(LicenceDate.Format(DateOnly.FromDateTime(moment)), out date);
    }

    /// <summary>The day as <c>yyyy-MM-dd</c>; 长期 for a text that says so; any other text as it came, to be refused where it is used.</summary>
    public static string Normalise(string text) => IsLongTerm(text)
        ? Validity.LongTerm
        : TryParse(text, out DateOnly date) ? LicenceDate.Format(date) : text;
}
