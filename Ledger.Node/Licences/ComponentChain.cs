using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>Follows a licence that another one names to the version that counts today, so that a renewal changes nothing for who names it.</summary>
internal static class ComponentChain
{
    /// <summary>The newest version of a licence.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="identifier">Any version's identifier.</param>
    /// <returns>
    /// Null where this node cannot tell: it has no such licence, or another version took its place that is not here. Follows at most as many
    /// versions as an identifier can count.
    /// </returns>
    public static Licence? Newest(LedgerRead rows, string identifier)
    {
        Licence? licence = LicenceIdentifier.TryParse(identifier, out LicenceIdentifier? parsed) ? LicenceTable.Find(rows, parsed) : null;
        for (int step = 0; licence?.SuccessorHandle is ByteString successor; step++)
        {
            licence = step < LicenceIdentifier.LastVersion ? LicenceTable.Find(rows, successor) : null;
        }

        return licence;
    }
}
