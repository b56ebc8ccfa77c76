using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Reconciliation;

/// <summary>归集: which licences of an authority the ledger has. Versions that another took the place of do not count.</summary>
internal static class CollectedLicences
{
    /// <summary>All of them, in no order that says anything.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="authority">The issuer.</param>
    /// <param name="type">证照类型代码; null for all.</param>
    public static IEnumerable<Licence> Of(LedgerRead rows, string authority, string? type) => Enum.GetValues<IndexedState>()
        .Where(state => state is not IndexedState.Superseded)
        .SelectMany(state => type is null
            ? rows.Scan(Column.LicencesByState, LicenceIndex.StatePrefix(authority, state))
            : rows.Scan(Column.LicencesByType, LicenceIndex.TypePrefix(authority, type, state)))
        .Select(row => LicenceTable.Get(rows, LicenceIndex.Read(row.Value).Handle));
}
