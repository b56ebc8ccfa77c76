using System.Globalization;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Migrations;

/// <summary>The forms in which old licences write dates, each with the one meaning it has.</summary>
internal static class DateForms
{
    /// <summary>Every form; days and months with or without a zero before them, but for the last.</summary>
    public static IReadOnlyList<string> All { get; } = ["yyyy年M月d日", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd"];

    /// <summary>The date as our interfaces write it, or null where it is written otherwise or is in no calendar.</summary>
    public static string? Read(string value, string form) =>
        DateOnly.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
        && LicenceDate.Format(date) is string text && LicenceDate.TryParse(text, out _)
            ? text
            : null;
}
