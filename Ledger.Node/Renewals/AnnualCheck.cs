using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Renewals;

/// <summary>校验, as a condition of renewal. A change or correction does not begin it anew: the last check of any version before counts.</summary>
internal static class AnnualCheck
{
    private const string Code = "annual-check";

    /// <summary>Whether the last check was passed and the next is not overdue.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="licence">The licence.</param>
    /// <param name="months">Months from one check to the next, by its type.</param>
    /// <param name="today">The day it is in China.</param>
    public static RenewalCheck Of(LedgerRead rows, Licence licence, int months, DateOnly today)
    {
        Licence version = licence;
        while (version.PassedLastCheck is null && version.PreviousHandle is { } handle && LicenceTable.Find(rows, handle) is Licence before)
        {
            version = before;
        }

        DateOnly due = version.NextCheckDue ?? version.Validity.From.AddMonths(months);
        return version.PassedLastCheck is false
            ? RenewalCheck.Failed(Code, "最近一次校验不合格。", "The last annual check was not passed.")
            : due < today
                ? RenewalCheck.Failed(
                    Code, $"校验逾期：应于 {LicenceDate.Format(due)} 前完成。", $"The annual check is overdue: it was due by {LicenceDate.Format(due)}.")
                : RenewalCheck.Passed(
                    Code, $"校验未逾期，下次应于 {LicenceDate.Format(due)} 前完成。", $"No annual check is overdue; the next is due by {LicenceDate.Format(due)}.");
    }
}
