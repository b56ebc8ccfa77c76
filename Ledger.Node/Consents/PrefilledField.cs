using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>A field of a form that a licence fills in. Values are personal data: in memory only.</summary>
/// <param name="Meaning">What the field says.</param>
/// <param name="Source">The licence that says it.</param>
/// <param name="Field">Its field.</param>
/// <param name="Value">As printed; null where the caller gets it by a use only.</param>
internal sealed record PrefilledField(FieldMeaning Meaning, Licence Source, LicenceField Field, string? Value)
{
    /// <summary>The meaning alone.</summary>
    public override string ToString() => $"{nameof(PrefilledField)} {Meaning}";
}
