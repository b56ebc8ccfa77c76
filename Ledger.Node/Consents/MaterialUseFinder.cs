using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Inspections;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>
/// Finds the material that a request may use. On a consent that is any authority's that collected one of its holder; else the caller's own
/// authority's only. Whoever has no right to look gets one answer, whatever there is.
/// </summary>
internal sealed class MaterialUseFinder(MaterialTypes types, MaterialRegister materials, GivenConsents given, InspectionRegister inspections, HolderRegister holders)
{
    /// <summary>Finds it.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for; it has been held to its form.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException">
    /// As <see cref="GivenConsents.Find"/>; <see cref="LedgerError.NotAllowed"/>: the consent does not open such materials; <see cref="LedgerError.WrongState"/>:
    /// what there is may not be used again, and why.
    /// </exception>
    public FoundMaterial Find(LedgerRead rows, UseCaller caller, MaterialUseRequest request, DateTimeOffset now)
    {
        // Systems that may act on some licence types only have nothing to do with materials.
        if (caller.Right.OnlyTypes.Count > 0)
        {
            throw GivenConsents.NotFound();
        }

        if (request.Claim.Basis is UseBasis.Consent)
        {
            OpenedConsent consent = given.Find(rows, caller, request.Claim, request.Holder, request.Purpose.ItemCode, request.Type, now);
            return consent.Terms.Materials.Contains(request.Type, StringComparer.Ordinal)
                ? new FoundMaterial(Pick(rows, request, consent.Consent.Holder, _ => true), consent.Consent, "")
                : throw new LedgerException(LedgerError.NotAllowed, "授权不含此类材料。", "The consent does not open such materials.");
        }

        OpenedInspection? plan = inspections.PlanOf(rows, caller, request.Claim, request.Purpose, now);
        string legalBasis = request.Claim.Basis is UseBasis.Duty ? given.DutyOf(caller, request.Purpose.ItemCode, request.Type) : "";
        ByteString? holder = request.Holder is HolderCode named ? holders.Find(rows, named.CodeType, named.Code) ?? throw GivenConsents.NotFound() : null;
        OpenedMaterial found = Pick(
            rows, request, holder, material => material.Identifier.Authority == caller.Authority || plan?.IsOf(material.Identifier.Authority) is true);
        plan?.RequireSubject([holders.Open(rows, found.Material.Holder)]);
        return new FoundMaterial(found, Consent: null, legalBasis) { Inspection = plan?.Inspection };
    }

    /// <summary>Refuses a material that may not be used again for a case (复用规则).</summary>
    /// <param name="opened">The material.</param>
    /// <param name="caseNumber">业务流水号 of the case that it is used in.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>; the sentence says why.</exception>
    public void RequireUsable(OpenedMaterial opened, string caseNumber)
    {
        bool isOfOtherCase = types.Find(opened.Material.Identifier.Type)?.Reuse is ReuseRule.SameMatter && opened.Content.CaseNumber != caseNumber;
        MaterialReuseRefusal? refusal = opened.NotReusable
            ?? (isOfOtherCase ? new MaterialReuseRefusal("other-case", "此类材料限原办件使用。", "Such a material is used in the case that it was handed in for.") : null);
        if (refusal is not null)
        {
            throw new LedgerException(LedgerError.WrongState, refusal.Chinese, refusal.English);
        }
    }

    private OpenedMaterial Pick(LedgerRead rows, MaterialUseRequest request, ByteString? holder, Func<Material, bool> covers)
    {
        IEnumerable<Material> known = request.Identifier is MaterialIdentifier one
            ? MaterialTable.Find(rows, one) is Material material && (holder is null || material.Holder == holder) ? [material] : []
            : MaterialTable.Scan(rows, Column.MaterialsByHolder, MaterialTable.OfHolder(holder!, request.Type), after: null, MaterialLimits.OfHolderAndType)
                .Select(row => row.Material);
        OpenedMaterial[] opened = [.. known.Where(covers).Select(each => materials.FindOpened(rows, each)).OfType<OpenedMaterial>()];

        // The newest that may be used; where there is none, the newest, to say why not.
        OpenedMaterial best = opened.FirstOrDefault(each => each.NotReusable is null) ?? opened.FirstOrDefault() ?? throw GivenConsents.NotFound();
        RequireUsable(best, request.Purpose.CaseNumber);
        return best;
    }
}
