using System.Globalization;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Catalogue;

/// <summary>Dates as our interfaces write them: <c>yyyy-MM-dd</c>, no other form.</summary>
internal static class LicenceDate
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Whether the text is a date that the calendar has, in the one form, in the years 1800 to 2999.</summary>
    public static bool TryParse(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        // Other years are slips, or 9999-12-31 for 长期, which has a form of its own here.
        && date.Year is >= 1800 and < 3000;

    /// <summary>Reads a date.</summary>
    /// <exception cref="FormatException">The text is in another form or the calendar has no such day.</exception>
    public static DateOnly Parse(string text) =>
        TryParse(text, out DateOnly date) ? date : throw new FormatException("A date is written yyyy-MM-dd and exists in the calendar.");

    /// <summary>The date in the one form.</summary>
    public static string Format(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The day it is in China at a moment.</summary>
    public static DateOnly InChina(DateTimeOffset moment) => BeijingTime.DayOf(moment);
}
