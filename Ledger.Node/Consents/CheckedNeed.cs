using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>One thing that an item needs, looked at for one holder.</summary>
/// <param name="Need">What the item needs.</param>
/// <param name="Code">Which of the types that will do this is about.</param>
/// <param name="State">How it stands.</param>
/// <param name="Chinese">Why, in a sentence.</param>
/// <param name="English">The same in English.</param>
/// <param name="Licence">The licence that was found; null for none.</param>
/// <param name="Material">Identifier of the material that was found; null for none.</param>
internal sealed record CheckedNeed(ItemNeed Need, string Code, NeedState State, string Chinese, string English, Licence? Licence = null, string? Material = null)
{
    /// <summary>Whether the applicant submits nothing: the item says so, and it is there.</summary>
    public bool IsExempt => Need.Exempt && State is (NeedState.Available or NeedState.Reusable or NeedState.Expiring or NeedState.Promised);
}
