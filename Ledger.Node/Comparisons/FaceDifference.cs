using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Comparisons;

/// <summary>Something that two licences of one holder say differently. Values are personal data: in memory only.</summary>
/// <param name="Meaning">What it is about.</param>
/// <param name="Values">What the licence at hand prints, at least one.</param>
/// <param name="Other">The other licence.</param>
/// <param name="OtherValues">What the other prints, at least one; none of them is among the first.</param>
/// <param name="Chinese">One sentence that names both types and what differs; no values.</param>
/// <param name="English">The same in English.</param>
internal sealed record FaceDifference(
    FieldMeaning Meaning,
    IReadOnlyList<string> Values,
    Licence Other,
    IReadOnlyList<string> OtherValues,
    string Chinese,
    string English)
{
    /// <summary>The licence alone: values may not end up in a log.</summary>
    public override string ToString() => $"{nameof(FaceDifference)} {Meaning} {Other.Identifier}";
}
