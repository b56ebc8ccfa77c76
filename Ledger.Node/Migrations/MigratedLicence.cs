using Ledger.Node.Licences;

namespace Ledger.Node.Migrations;

/// <summary>What a migration does, or would do, to one licence. Names of fields only, no values.</summary>
/// <param name="Identifier">证照标识 of the licence.</param>
/// <param name="Lost">Fields filled in whose values would go nowhere, and nobody said why.</param>
/// <param name="Dropped">Fields filled in that the mapping leaves out on purpose.</param>
/// <param name="Invented">Fields of the new form whose values come from no licence and no standard.</param>
/// <param name="Refusals">Why it cannot be re-issued; empty where it can.</param>
/// <param name="Issued">The next version; null in a dry run and where it was refused.</param>
internal sealed record MigratedLicence(
    string Identifier,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<string> Invented,
    IReadOnlyList<FieldRefusal> Refusals,
    IssuedLicence? Issued = null)
{
    /// <summary>The refusals of an exception, one at least; the field is empty where the fault is none of a field.</summary>
    public static IReadOnlyList<FieldRefusal> RefusalsOf(LedgerException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Fields.Count > 0 ? refusal.Fields : [new FieldRefusal("", refusal.Error, refusal.Chinese, refusal.English)];
    }
}
