using Ledger.Node.Inspections;
using Ledger.Node.Materials;

namespace Ledger.Node.Consents;

/// <summary>A material of which a use may be made, found before its turn. Personal data, in memory only.</summary>
/// <param name="Material">The material, opened.</param>
/// <param name="Consent">The consent on which the use stands; null for any other basis.</param>
/// <param name="LegalBasis">The provision that the catalogue names; empty for any other basis.</param>
internal sealed record FoundMaterial(OpenedMaterial Material, Consent? Consent, string LegalBasis)
{
    /// <summary>The inspection plan under which it is used; null for any other basis.</summary>
    public Inspection? Inspection { get; init; }

    /// <summary>The material's identifier alone.</summary>
    public override string ToString() => Material.Material.Identifier.ToString();
}
