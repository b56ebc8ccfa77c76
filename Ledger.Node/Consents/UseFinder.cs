using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Inspections;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>
/// Finds the licence that a request may use. Whoever has no right to look gets one answer, whatever there is: no consent of that name, one for others, no
/// such holder, no such licence. Who was given a consent is told what is wrong with it.
/// </summary>
internal sealed class UseFinder(LicenceTypes types, GivenConsents given, InspectionRegister inspections, HolderRegister holders)
{
    private const int MostLookedAt = 10_000;

    /// <summary>Finds it.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for; it has been held to its form.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.NotAllowed"/>: outside of what the consent or the catalogue allows;
    /// <see cref="LedgerError.ConsentNotInForce"/>; <see cref="LedgerError.InspectionNotInForce"/>; <see cref="LedgerError.InspectionNotCovering"/>;
    /// <see cref="LedgerError.NotRecognised"/>.
    /// </exception>
    public FoundLicence Find(LedgerRead rows, UseCaller caller, UseRequest request, DateTimeOffset now)
    {
        DateOnly today = LicenceDate.InChina(now);
        if (caller.Right.OnlyTypes.Count > 0 && !caller.Right.OnlyTypes.Contains(request.Type))
        {
            throw GivenConsents.NotFound();
        }

        if (request.Claim.Basis is UseBasis.Consent)
        {
            OpenedConsent consent = given.Find(rows, caller, request.Claim, request.Holder, request.Purpose.ItemCode, request.Type, now);
            LicenceScope scope = ScopeOf(consent.Terms, request);
            Licence licence = Pick(rows, caller, request, consent.Consent.Holder, scope.Covers, today);
            return new FoundLicence(licence, scope.Fields, consent.Consent, "");
        }

        OpenedInspection? plan = inspections.PlanOf(rows, caller, request.Claim, request.Purpose, now);
        string legalBasis = request.Claim.Basis is UseBasis.Duty ? given.DutyOf(caller, request.Purpose.ItemCode, request.Type) : "";
        ByteString? holder = request.Holder is HolderCode named ? holders.Find(rows, named.CodeType, named.Code) ?? throw GivenConsents.NotFound() : null;
        Licence found = Pick(
            rows, caller, request, holder, identifier => caller.Right.Covers(identifier) || plan?.IsOf(identifier.Issuer) is true, today);
        plan?.RequireSubject(found.Holders.Select(of => holders.Open(rows, of)));
        return new FoundLicence(found, Opened: null, Consent: null, legalBasis) { Inspection = plan?.Inspection };
    }

    private static LicenceScope ScopeOf(ConsentTerms terms, UseRequest request)
    {
        LicenceScope[] scopes =
        [
            .. terms.Licences.Where(scope => scope.Type == request.Type && (request.Identifier is not LicenceIdentifier one || scope.Covers(one))),
        ];
        return scopes.Length == 0
            ? throw new LedgerException(LedgerError.NotAllowed, "授权不含此证照。", "The consent does not open this licence.")
            : scopes.FirstOrDefault(scope => request.Fields is null || scope.CoversFields(request.Fields))
                ?? throw new LedgerException(LedgerError.NotAllowed, "授权不含所请求的照面项。", "The consent does not open these fields.", "/fields");
    }

    private Licence Pick(LedgerRead rows, UseCaller caller, UseRequest request, ByteString? holder, Func<LicenceIdentifier, bool> covers, DateOnly today)
    {
        IEnumerable<Licence> known = request.Identifier is LicenceIdentifier one
            ? LicenceTable.Find(rows, one) is Licence licence && (holder is null || licence.Holders.Contains(holder)) ? [licence] : []
            : LicenceTable.OfHolder(rows, holder!, after: null, MostLookedAt).Where(other => other.Identifier.Type == request.Type);
        Licence best = known.Where(other => covers(other.Identifier) && other.Holders.All(of => HolderKeys.Exists(rows, of)))
            .OrderByDescending(other => RecognitionOf(other, caller).IsRecognised)
            .ThenByDescending(other => other.IsInForce(today))
            .ThenByDescending(other => other.IssuedIndex)
            .FirstOrDefault() ?? throw GivenConsents.NotFound();
        Recognition recognition = RecognitionOf(best, caller);
        return recognition.IsRecognised ? best : throw new LedgerException(
            LedgerError.NotRecognised, recognition.Chinese + "。", recognition.English + ".");
    }

    /// <summary>Whether a licence counts in the caller's province, by the type as it is today.</summary>
    public Recognition RecognitionOf(Licence licence, UseCaller caller)
    {
        LicenceType type = types.Find(licence.Identifier.Type) ?? throw GivenConsents.NotFound();
        return type.RecognisedIn(ProvinceCode.OfAuthority(licence.Identifier.Issuer), caller.Province);
    }
}
