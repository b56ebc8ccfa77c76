using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Reconciliation;

/// <summary>What a manifest lists: everything of this that its authority has issued.</summary>
/// <param name="Authority">The issuer.</param>
/// <param name="Type">证照类型代码; null for all.</param>
/// <param name="Day">Day in China on which the ledger took it in; null for whenever.</param>
internal sealed record ManifestScope(string Authority, string? Type, DateOnly? Day)
{
    /// <summary>Whether a licence of the ledger's is among it.</summary>
    public bool Covers(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        return licence.Identifier.Issuer == Authority && (Type is null || licence.Identifier.Type == Type) && (Day is null || LicenceDate.InChina(licence.IssuedAt) == Day);
    }
}
