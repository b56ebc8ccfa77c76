using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Renewals;

/// <summary>延续期限: how long a licence is renewed for.</summary>
internal static class RenewalTerm
{
    /// <summary>
    /// From the day after the last day, as many months as before, or as many days where it was no whole number of months; never more
    /// years than the type allows.
    /// </summary>
    /// <param name="before">The term that ends; it has a last day.</param>
    /// <param name="maximumYears">Most years of the type, or null for any.</param>
    /// <exception cref="ArgumentException">The term has no last day.</exception>
    public static Validity After(Validity before, int? maximumYears)
    {
        ArgumentNullException.ThrowIfNull(before);
        DateOnly last = before.To ?? throw new ArgumentException("A long-term licence has no next term.", nameof(before));
        DateOnly first = last.AddDays(1);
        DateOnly next = Months(before.From, last) is int months
            ? first.AddMonths(months).AddDays(-1)
            : first.AddDays(last.DayNumber - before.From.DayNumber);
        DateOnly longest = maximumYears is int years ? first.AddYears(years).AddDays(-1) : next;
        return new Validity(first, next < longest ? next : longest);
    }

    /// <summary>
    /// The term that a licence was granted for. A renewal is valid from the day it was confirmed on, within the term before: that part
    /// was granted then. Later changes leave the term as it was.
    /// </summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="licence">The licence.</param>
    public static Validity Of(LedgerRead rows, Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        Licence version = licence;
        Licence? before = Previous(rows, version);
        while (version.Act is not LicenceAct.Renewal && before is not null && before.Validity.To == licence.Validity.To)
        {
            (version, before) = (before, Previous(rows, before));
        }

        return version.Act is LicenceAct.Renewal && before?.Validity.To is DateOnly last && last >= licence.Validity.From && licence.Validity.To > last
            ? new Validity(last.AddDays(1), licence.Validity.To)
            : licence.Validity;
    }

    private static Licence? Previous(LedgerRead rows, Licence licence) =>
        licence.PreviousHandle is { } handle ? LicenceTable.Find(rows, handle) : null;

    /// <summary>The whole months of a term, written to the day before or to the same day of a month; null where it has none.</summary>
    private static int? Months(DateOnly from, DateOnly last)
    {
        DateOnly end = last.AddDays(1);
        int months = (12 * (last.Year - from.Year)) + last.Month - from.Month;
        int[] possible = [months, months + 1];
        return possible.Where(count => count > 0 && (from.AddMonths(count) == end || from.AddMonths(count) == last))
            .Select(count => (int?)count).FirstOrDefault();
    }
}
