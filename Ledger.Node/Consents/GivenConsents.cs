using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>
/// Finds the consents that were given to a caller. Whoever was given none gets one answer, whatever there is; who was given one is told what is
/// wrong with it.
/// </summary>
internal sealed class GivenConsents(ServiceItems items, HolderRegister holders, HolderVault vault)
{
    /// <summary>The consent that a claim names, counting now, for an item of its own that needs the type.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="claim">Names it.</param>
    /// <param name="holder">Whose it must be; null for whosever it is.</param>
    /// <param name="item">实施编码 of what it is used for.</param>
    /// <param name="type">Code of the licence or material type.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: none that was given to the caller; <see cref="LedgerError.ConsentNotInForce"/>; <see cref="LedgerError.NotAllowed"/>:
    /// for another item, or the item needs nothing of the type.
    /// </exception>
    public OpenedConsent Find(LedgerRead rows, UseCaller caller, BasisClaim claim, HolderCode? holder, string item, string type, DateTimeOffset now)
    {
        OpenedConsent? consent = ConsentName.TryRead(claim.Consent) is ByteString handle && ConsentTable.Find(rows, handle) is Consent known
            ? ConsentContents.TryOpen(rows, vault, known)
            : null;
        if (consent is null || !consent.Terms.IsGivenTo(caller)
            || (holder is not null && holders.Find(rows, holder.CodeType, holder.Code) != consent.Consent.Holder))
        {
            throw NotFound();
        }

        RequireState(consent.Consent.StateAt(now));
        return consent.Terms.Items.Contains(item, StringComparer.Ordinal) && items.Find(item)?.NeedsAny(type) is true
            ? consent
            : throw new LedgerException(
                LedgerError.NotAllowed, "授权不用于此事项，或此事项不需要此类证照或材料。", "The consent is not for this item, or the item needs nothing of this type.");
    }

    /// <summary>The provision by which the caller's authority uses a type for an item of its own (依职能).</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: the catalogue names none.</exception>
    public string DutyOf(UseCaller caller, string item, string type) =>
        items.Find(item) is { LegalBasis: string basis } known && known.Authority == caller.Authority && known.NeedsAny(type)
            ? basis
            : throw new LedgerException(
                LedgerError.NotAllowed,
                "事项目录未载明本机构为此事项依职能使用此类证照或材料的依据。",
                "The catalogue names no provision by which the caller's authority uses this type for this item.");

    /// <summary>Refuses a consent that does not count.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.ConsentNotInForce"/>; the sentence says why.</exception>
    public static void RequireState(ConsentState state)
    {
        (string chinese, string english) = state switch
        {
            ConsentState.Live => ("", ""),
            ConsentState.Withdrawn => ("授权已撤回。", "The consent was withdrawn."),
            ConsentState.Expired => ("授权已过期。", "The consent's period is over."),
            ConsentState.UsedUp => ("授权的使用次数已用完。", "The consent was used as often as it allows."),
            _ => ("授权尚未生效。", "The consent does not count yet."),
        };
        if (state is not ConsentState.Live)
        {
            throw new LedgerException(LedgerError.ConsentNotInForce, chinese, english);
        }
    }

    /// <summary>What a stranger is told of anything.</summary>
    public static LedgerException NotFound() => new(
        LedgerError.NotFound, "没有可供调用方使用的证照、材料或授权。", "There is no licence, material or consent that the caller may use.");
}
