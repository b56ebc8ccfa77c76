using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>A licence made outside the turn: checked, signed, sealed; all that is left is to enter it.</summary>
/// <param name="Since">Size of the checkpoint under which it was made ready: then the request had not been answered, and the identifier was unused.</param>
/// <param name="Key">The request that it answers.</param>
/// <param name="Continuation">
/// What was asked for, where it continues a version before; otherwise null: nothing else of a request is needed now, and it would stay in memory.
/// </param>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Issued">The event.</param>
/// <param name="Content">The sealed content that goes with the event.</param>
/// <param name="CheckCode">The code printed on it.</param>
/// <param name="Use">The seal that it bears, and the grant by which.</param>
/// <param name="Signatory">What its document has of others' as well, where the store has none of them yet; otherwise null.</param>
/// <param name="Holders">Its holders, the first at least, new ones with their keys.</param>
/// <param name="Details">The sealed details that go with the end of the version before; null where there is none.</param>
/// <param name="Ripple">What it sets off among other licences; null for nothing.</param>
internal sealed record PreparedIssue(
    long Since,
    RequestKey Key,
    IssueLicence? Continuation,
    LicenceIdentifier Identifier,
    LicenceIssued Issued,
    byte[] Content,
    string CheckCode,
    SealUse Use,
    Signatory? Signatory,
    IReadOnlyList<PreparedHolder> Holders,
    byte[]? Details,
    PreparedRipple? Ripple)
{
    /// <summary>The identifier alone: what is prepared may end up in a log.</summary>
    public override string ToString() => $"{nameof(PreparedIssue)} {Identifier}";

    /// <summary>Enters it, and with it its new holders and the end of the version before.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="holders">Registers the new holders.</param>
    /// <param name="desk">Says in this turn whether the seal may still be used.</param>
    /// <param name="today">The day it is in China.</param>
    /// <returns>
    /// Null, and nothing is entered, where a holder was registered or erased since: then the content is sealed under a key that nobody
    /// will have. Null, too, where a licence that depends on it has changed since, or a key that signed it signs no more.
    /// </returns>
    /// <exception cref="LedgerException">
    /// The identifier is used, the version before or a component does not permit it, the seal is not in force any more or its use not granted;
    /// nothing is entered.
    /// </exception>
    public LogReceipt? Enter(LedgerWrite write, HolderRegister holders, SealDesk desk, DateOnly today)
    {
        if (!write.IsUnchanged(Column.Requests, Key.Key.Span, Since) && write.ReceiptOf(Key) is LogReceipt done)
        {
            return done;
        }

        LicenceTable.RequireUnused(write, Identifier, Since);
        LicenceRevoked? ended = EndOfPrevious(write, today);
        if (!Holders.All(holder => HolderRegister.Fits(write, holder)) || Ripple?.Fits(write) is false
            || !desk.MaySign(Use))
        {
            return null;
        }

        ComponentRules.Require(write, Issued, Continuation?.Continues);
        Issued.SealGrant = desk.RequireGrant(Use);
        foreach (PreparedHolder holder in Holders)
        {
            holders.Register(write, holder);
        }

        Signatory?.Enter(write);
        LogReceipt receipt = write.Append(Issued, Content, Key);
        if (ended is not null)
        {
            ended.SealedSm3 = SealedDigest.Of(Details);
            write.Append(ended, Details);
        }

        Ripple?.Enter(write, Issued);

        return receipt;
    }

    private LicenceRevoked? EndOfPrevious(LedgerWrite write, DateOnly today)
    {
        if (Continuation is { Continues: Licence before } next)
        {
            Licence now = LicenceTable.Get(write, before.Handle);
            LicenceRevoked ended = now.Supersede(next.Act, next.Decision, Issued.Handle, today);
            return next.AsOf is null || next.AsOf == now.LastIndex
                ? ended
                : throw new LedgerException(
                    LedgerError.WrongState, "证照刚刚有变动，请重新核对。", "Something happened to the licence just now; look at it again.");
        }

        if (!Issued.PreviousHandle.IsEmpty && LicenceTable.Get(write, Issued.PreviousHandle).EndedBy is not RevocationReason.Transferred)
        {
            throw new LedgerException(
                LedgerError.WrongState, "所承接的证照尚未转出。", "The licence to be taken over has not been transferred.", "/takesOver");
        }

        return null;
    }
}
