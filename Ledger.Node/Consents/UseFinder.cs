using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>
/// Finds what a request may use. Whoever has no right to look gets one answer, whatever there is: no consent of that name, one for others, no
/// such holder, no such licence. Who was given a consent is told what is wrong with it.
/// </summary>
internal sealed class UseFinder(LicenceTypes types, ServiceItems items, HolderRegister holders, HolderVault vault)
{
    private const int MostLookedAt = 10_000;

    /// <summary>Finds it.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for; it has been held to its form.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.NotAllowed"/>: outside of what the consent or the catalogue allows;
    /// <see cref="LedgerError.ConsentNotInForce"/>; <see cref="LedgerError.NotRecognised"/>.
    /// </exception>
    public FoundLicence Find(LedgerRead rows, UseCaller caller, UseRequest request, DateTimeOffset now)
    {
        DateOnly today = LicenceDate.InChina(now);
        if (caller.Right.OnlyTypes.Count > 0 && !caller.Right.OnlyTypes.Contains(request.Type))
        {
            throw NotFound();
        }

        if (request.Claim.Basis is UseBasis.Consent)
        {
            OpenedConsent consent = Given(rows, caller, request);
            RequireState(consent.Consent.StateAt(now));
            LicenceScope scope = ScopeOf(consent.Terms, request);
            Licence licence = Pick(rows, caller, request, consent.Consent.Holder, scope.Covers, today);
            return new FoundLicence(licence, request.Fields ?? scope.Fields, consent.Consent, "");
        }

        string legalBasis = request.Claim.Basis is UseBasis.Duty ? DutyOf(caller, request) : "";
        ByteString? holder = request.Holder is HolderCode named ? holders.Find(rows, named.CodeType, named.Code) ?? throw NotFound() : null;
        return new FoundLicence(Pick(rows, caller, request, holder, caller.Right.Covers, today), request.Fields, Consent: null, legalBasis);
    }

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
        LedgerError.NotFound, "没有可供调用方使用的证照或授权。", "There is no licence or consent that the caller may use.");

    private OpenedConsent Given(LedgerRead rows, UseCaller caller, UseRequest request)
    {
        OpenedConsent? consent = ConsentName.TryRead(request.Claim.Consent) is ByteString handle && ConsentTable.Find(rows, handle) is Consent known
            ? ConsentContents.TryOpen(rows, vault, known)
            : null;
        bool isGiven = consent is not null
            && consent.Terms.IsGivenTo(caller)
            && (request.Holder is not HolderCode named || holders.Find(rows, named.CodeType, named.Code) == consent.Consent.Holder);
        return isGiven ? consent! : throw NotFound();
    }

    private LicenceScope ScopeOf(ConsentTerms terms, UseRequest request)
    {
        if (!terms.Items.Contains(request.Purpose.ItemCode, StringComparer.Ordinal) || items.Find(request.Purpose.ItemCode)?.NeedsAny(request.Type) is not true)
        {
            throw new LedgerException(LedgerError.NotAllowed, "授权不用于此事项，或此事项不需要此类证照。", "The consent is not for this item, or the item needs no such licence.");
        }

        LicenceScope[] scopes =
        [
            .. terms.Licences.Where(scope => scope.Type == request.Type && (request.Identifier is not LicenceIdentifier one || scope.Covers(one))),
        ];
        return scopes.Length == 0
            ? throw new LedgerException(LedgerError.NotAllowed, "授权不含此证照。", "The consent does not open this licence.")
            : scopes.FirstOrDefault(scope => request.Fields is null || scope.CoversFields(request.Fields))
                ?? throw new LedgerException(LedgerError.NotAllowed, "授权不含所请求的照面项。", "The consent does not open these fields.", "/fields");
    }

    private string DutyOf(UseCaller caller, UseRequest request) =>
        items.Find(request.Purpose.ItemCode) is { LegalBasis: string basis } item && item.Authority == caller.Authority && item.NeedsAny(request.Type)
            ? basis
            : throw new LedgerException(
                LedgerError.NotAllowed,
                "事项目录未载明本机构为此事项依职能使用此类证照的依据。",
                "The catalogue names no provision by which the caller's authority uses such a licence for this item.");

    private Licence Pick(LedgerRead rows, UseCaller caller, UseRequest request, ByteString? holder, Func<LicenceIdentifier, bool> covers, DateOnly today)
    {
        IEnumerable<Licence> known = request.Identifier is LicenceIdentifier one
            ? LicenceTable.Find(rows, one) is Licence licence && (holder is null || licence.Holders.Contains(holder)) ? [licence] : []
            : LicenceTable.OfHolder(rows, holder!, after: null, MostLookedAt).Where(other => other.Identifier.Type == request.Type);
        Licence best = known.Where(other => covers(other.Identifier) && other.Holders.All(of => HolderKeys.Exists(rows, of)))
            .OrderByDescending(other => RecognitionOf(other, caller).IsRecognised)
            .ThenByDescending(other => other.IsInForce(today))
            .ThenByDescending(other => other.IssuedIndex)
            .FirstOrDefault() ?? throw NotFound();
        Recognition recognition = RecognitionOf(best, caller);
        return recognition.IsRecognised ? best : throw new LedgerException(
            LedgerError.NotRecognised, recognition.Chinese + "。", recognition.English + ".");
    }

    /// <summary>Whether a licence counts in the caller's province, by the type as it is today.</summary>
    public Recognition RecognitionOf(Licence licence, UseCaller caller)
    {
        LicenceType type = types.Find(licence.Identifier.Type) ?? throw NotFound();
        return type.RecognisedIn(ProvinceCode.OfAuthority(licence.Identifier.Issuer), caller.Province);
    }
}
