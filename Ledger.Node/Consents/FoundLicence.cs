using Ledger.Node.Inspections;
using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>What a use may be made of, found before its turn. Personal data, in memory only.</summary>
/// <param name="Licence">The licence.</param>
/// <param name="Opened">National short names of the fields that the consent opens; null for all, and for any other basis.</param>
/// <param name="Consent">The consent on which the use stands; null for any other basis.</param>
/// <param name="LegalBasis">The provision that the catalogue names; empty for any other basis.</param>
internal sealed record FoundLicence(Licence Licence, IReadOnlyList<string>? Opened, Consent? Consent, string LegalBasis)
{
    /// <summary>The inspection plan under which it is used; null for any other basis.</summary>
    public Inspection? Inspection { get; init; }

    /// <summary>The licence's identifier alone.</summary>
    public override string ToString() => Licence.Identifier.ToString();
}
