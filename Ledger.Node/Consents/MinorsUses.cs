using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Node.Consents;

/// <summary>What was used of a minor's, shown to a parent.</summary>
internal sealed class MinorsUses(LedgerWriter ledger, UseRegister uses, HolderRegister holders, Guardianship guardians, TimeProvider time)
{
    /// <summary>The uses, the newest first, as many as <see cref="UseRegister.MostListed"/>.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="child">The minor.</param>
    /// <param name="before">Log index of the last use seen, or null for the newest.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotAllowed"/>: no parent, a grown-up, or nobody that the ledger knows; <see cref="LedgerError.InvalidField"/>: no such code.
    /// </exception>
    public IReadOnlyList<OpenedUse> Of(SignedInPerson who, HolderCode child, long? before)
    {
        ArgumentNullException.ThrowIfNull(child);
        child.Require();
        using LedgerRead rows = ledger.Read();
        Google.Protobuf.ByteString? known = holders.Find(rows, child.CodeType, child.Code);
        _ = guardians.Require(rows, who, known, LicenceDate.InChina(time.GetUtcNow()));
        return uses.Of(rows, [known!], before);
    }
}
