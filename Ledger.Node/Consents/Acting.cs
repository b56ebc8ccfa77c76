using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Node.Consents;

/// <summary>
/// 代办: a person chooses one holder for whom they act: one as whom they signed in, or a minor whose parent they are. A choice is no right: at every request it
/// is asked again whether they may, so that it ends on the eighteenth birthday, and with the certificate that it stands on.
/// </summary>
internal sealed class Acting(LedgerWriter ledger, HolderRegister holders, Guardianship guardians, TimeProvider time)
{
    /// <summary>Finds for whom a person asks to act.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="of">The holder.</param>
    /// <returns>Keyed hash of the holder's code, for the session, and the holder.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotAllowed"/>: neither themselves nor a minor of theirs; the same for somebody of whom the ledger knows nothing.
    /// <see cref="LedgerError.InvalidField"/>: no such code.
    /// </exception>
    public (Digest Lookup, Holder Holder) Choose(SignedInPerson who, HolderCode of)
    {
        ArgumentNullException.ThrowIfNull(of);
        of.Require();
        Digest lookup = holders.LookupOf(of.CodeType, of.Code);
        return (lookup, Require(who.Themselves with { ActsFor = lookup })!.Holder);
    }

    /// <summary>As whom a request is done: the person as they signed in, or for whom they chose; null where they chose nobody.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: they may no longer act for whom they chose.</exception>
    public ActedFor? Require(SignedInPerson who)
    {
        if (who.ActsFor is not Digest chosen)
        {
            return null;
        }

        using LedgerRead rows = ledger.Read();
        SignedInPerson themselves = who.Themselves;
        ByteString? known = HolderRegister.Find(rows, chosen);
        if (known is null || !themselves.Holders.Contains(chosen))
        {
            _ = guardians.Require(rows, themselves, known, LicenceDate.InChina(time.GetUtcNow()));
        }

        return new ActedFor(themselves with { Holders = [chosen], OwnHolders = themselves.Holders }, holders.Open(rows, known!));
    }

    /// <summary>The same; null also where they may no longer.</summary>
    public ActedFor? Find(SignedInPerson who)
    {
        try
        {
            return Require(who);
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.NotAllowed)
        {
            return null;
        }
    }
}
