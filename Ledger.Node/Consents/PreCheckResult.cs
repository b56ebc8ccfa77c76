using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;

namespace Ledger.Node.Consents;

/// <summary>预审: what an item needs of one holder, and how it stands with each.</summary>
/// <param name="Item">The item, in its newest edition.</param>
/// <param name="Needs">Each thing that it needs, in the order of the catalogue.</param>
/// <param name="Prefill">Fields of forms that the licences found fill in.</param>
/// <param name="Conflicts">What two of the licences found say differently.</param>
internal sealed record PreCheckResult(
    ServiceItem Item, IReadOnlyList<CheckedNeed> Needs, IReadOnlyList<PrefilledField> Prefill, IReadOnlyList<FaceDifference> Conflicts)
{
    /// <summary>免交: for how many things the applicant submits nothing.</summary>
    public int Exempt => Needs.Count(need => need.IsExempt);
}
