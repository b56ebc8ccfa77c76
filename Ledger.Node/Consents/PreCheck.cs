using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>预审与预填: before an application is made, says what is there already, what is in the way and why, and what need not be filled in.</summary>
internal sealed class PreCheck(
    LedgerWriter ledger, LicenceTypes types, MaterialTypes materials, ServiceItems items, HolderRegister holders, HolderVault vault, ComparisonRegister comparisons, TimeProvider time)
{
    /// <summary>From so many days before its last day on a licence is expiring.</summary>
    public const int ExpiringDays = 30;

    private const int MostLookedAt = 1_000;

    private static readonly FieldMeaning[] Filled =
        [FieldMeaning.HolderName, FieldMeaning.HolderCode, FieldMeaning.Address, FieldMeaning.LegalRepresentative];

    /// <summary>For a department: of an item of its own authority. What it may not read without a consent it is not told either.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="item">实施编码.</param>
    /// <param name="holder">The applicant.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong; <see cref="LedgerError.NotFound"/>: no such item; <see cref="LedgerError.NotAllowed"/>: another authority's.
    /// </exception>
    public PreCheckResult For(UseCaller caller, string item, HolderCode holder)
    {
        holder.Require();
        ServiceItem asked = Find(item);
        if (asked.Authority != caller.Authority)
        {
            throw new LedgerException(LedgerError.NotAllowed, "只能预审本机构的事项。", "A department checks for items of its own authority.", "/item");
        }

        using LedgerRead rows = ledger.Read();
        ByteString? known = holders.Find(rows, holder.CodeType, holder.Code);
        ConsentTerms[] terms = known is null ? [] : [.. TermsFor(rows, caller, asked, known)];
        LicenceScope[] scopes = [.. terms.SelectMany(consent => consent.Licences)];
        return Check(rows, asked, new PreCheckView(
            known is null ? [] : [known],
            identifier => caller.Right.Covers(identifier) || scopes.Any(scope => scope.Covers(identifier)),
            type => caller.Right.CoversAllOf(type) || scopes.Any(scope => scope.Licence == type),
            material => material.Authority == caller.Authority || terms.Any(consent => consent.Materials.Contains(material.Type, StringComparer.Ordinal)),
            ShowsValues: false));
    }

    /// <summary>For who signed in: of their own licences, with values.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="item">实施编码.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: no such item.</exception>
    public PreCheckResult For(SignedInPerson who, string item)
    {
        using LedgerRead rows = ledger.Read();
        ByteString[] own = [.. who.Holders.Select(lookup => HolderRegister.Find(rows, lookup)).OfType<ByteString>()];
        return Check(rows, Find(item), new PreCheckView(own, _ => true, _ => true, _ => true, ShowsValues: true));
    }

    private ServiceItem Find(string item) => items.Find(item)
        ?? throw new LedgerException(LedgerError.NotFound, "事项目录中没有此实施编码。", "The catalogue of items has no such code.", "/item");

    private IEnumerable<ConsentTerms> TermsFor(LedgerRead rows, UseCaller caller, ServiceItem item, ByteString holder) => ConsentTable
        .OfHolder(rows, holder, after: null, MostLookedAt)
        .Where(consent => consent.StateAt(time.GetUtcNow()) is ConsentState.Live)
        .Select(consent => ConsentContents.TryOpen(rows, vault, consent)).OfType<OpenedConsent>()
        .Where(consent => consent.Terms.IsGivenTo(caller) && consent.Terms.Items.Contains(item.Code, StringComparer.Ordinal))
        .Select(consent => consent.Terms);

    private PreCheckResult Check(LedgerRead rows, ServiceItem item, PreCheckView view)
    {
        Licence[] known =
        [
            .. view.Holders.SelectMany(holder => LicenceTable.OfHolder(rows, holder, after: null, MostLookedAt))
                .DistinctBy(licence => licence.Handle).Where(licence => view.MaySee(licence.Identifier)),
        ];
        CheckedNeed[] needs = [.. (item.Needs ?? []).Select(need => need.AnyOf.Select(code => Check(rows, item, need, code, known, view)).MinBy(answer => answer.State)!)];
        OpenedLicence[] found = [.. needs.Select(need => need.Licence).OfType<Licence>().Select(licence => LicenceContents.TryOpen(rows, vault, licence)).OfType<OpenedLicence>()];
        return new PreCheckResult(item, needs, [.. Filled.SelectMany(meaning => Fill(meaning, found, view).Take(1))], [.. Conflicts(found)]);
    }

    private CheckedNeed Check(LedgerRead rows, ServiceItem item, ItemNeed need, string code, Licence[] known, PreCheckView view)
    {
        if (types.Find(code) is not LicenceType type)
        {
            return CheckMaterial(rows, need, code, view);
        }

        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        Licence? best = known.Where(licence => licence.Identifier.Type == code)
            .OrderByDescending(licence => licence.IsInForce(today)).ThenByDescending(licence => licence.IssuedIndex).FirstOrDefault();
        if (best is null)
        {
            return view.MaySeeAllOf(code)
                ? new CheckedNeed(need, code, NeedState.Missing, $"没有《{type.Name}》。", $"There is no {type.English}.")
                : new CheckedNeed(need, code, NeedState.NeedsConsent, $"查看《{type.Name}》须经持证人授权。", $"To look at a {type.English} takes the holder's consent.");
        }

        Recognition recognition = type.RecognisedIn(ProvinceCode.OfAuthority(best.Identifier.Issuer), item.Province);
        return !recognition.IsRecognised ? new CheckedNeed(need, code, NeedState.NotRecognised, recognition.Chinese + "。", recognition.English + ".", best)
            : !best.IsInForce(today) ? new CheckedNeed(need, code, NeedState.Missing, $"《{type.Name}》不在有效状态。", $"The {type.English} is not in force.", best)
            : best.IsDisputed ? new CheckedNeed(need, code, NeedState.Disputed, $"《{type.Name}》有异议未处理完毕。", $"An objection to the {type.English} is open.", best)
            : best.Validity.To is DateOnly last && last <= today.AddDays(ExpiringDays)
                ? new CheckedNeed(need, code, NeedState.Expiring, $"《{type.Name}》将于 {LicenceDate.Format(last)} 到期。", $"The {type.English} expires on {LicenceDate.Format(last)}.", best)
            : new CheckedNeed(need, code, NeedState.Available, $"《{type.Name}》可由证照库调取。", $"The {type.English} is read from the ledger.", best);
    }

    private CheckedNeed CheckMaterial(LedgerRead rows, ItemNeed need, string code, PreCheckView view)
    {
        MaterialType? type = materials.Find(code);
        (string chinese, string english) = (type?.Name ?? code, type?.English ?? code);
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        Material? best = view.Holders
            .SelectMany(holder => MaterialTable.Scan(rows, Column.MaterialsByHolder, MaterialTable.OfHolder(holder, code), after: null, MostLookedAt).Select(row => row.Material))
            .Where(material => view.MaySeeMaterial(material.Identifier))
            .OrderByDescending(material => MaterialReuse.FindRefusal(rows, material, type, today) is null)
            .ThenByDescending(material => material.StateOn(today) is MaterialState.Promised)
            .ThenByDescending(material => material.StateOn(today) is MaterialState.Valid)
            .ThenByDescending(material => material.Index).FirstOrDefault();
        return best is null
            ? new CheckedNeed(need, code, NeedState.Missing, $"没有您可复用的《{chinese}》。", $"There is no {english} here to use again.")
            : CheckMaterial(rows, need, best, type, today, chinese, english);
    }

    private static CheckedNeed CheckMaterial(LedgerRead rows, ItemNeed need, Material material, MaterialType? type, DateOnly today, string chinese, string english)
    {
        string identifier = material.Identifier.ToString();
        CheckedNeed Answer(NeedState state, string why, string inEnglish) => new(need, material.Identifier.Type, state, why, inEnglish, Material: identifier);
        if (material.DueOn is DateOnly due && material.StateOn(today) is MaterialState.Promised)
        {
            return Answer(NeedState.Promised, $"《{chinese}》已作告知承诺，须于 {LicenceDate.Format(due)} 前提交。", $"The {english} was promised, to be handed in by {LicenceDate.Format(due)}.");
        }

        if (MaterialReuse.FindRefusal(rows, material, type, today) is MaterialReuseRefusal refusal)
        {
            bool isInDoubt = material.StateOn(today) is MaterialState.Disputed or MaterialState.Valid && type is { Reuse: not ReuseRule.Never };
            return Answer(isInDoubt ? NeedState.Disputed : NeedState.Missing, $"《{chinese}》：{refusal.Chinese}", $"{english}: {refusal.English}");
        }

        return type?.Reuse is ReuseRule.SameMatter ? Answer(NeedState.Missing, $"《{chinese}》限原办件使用。", $"A {english} is used in the case that it was handed in for.")
            : material.ValidTo is DateOnly last && last <= today.AddDays(ExpiringDays)
                ? Answer(NeedState.Expiring, $"《{chinese}》可复用，将于 {LicenceDate.Format(last)} 到期。", $"The {english} is used again, and expires on {LicenceDate.Format(last)}.")
            : Answer(NeedState.Reusable, $"《{chinese}》可复用。", $"The {english} is used again.");
    }

    private IEnumerable<PrefilledField> Fill(FieldMeaning meaning, OpenedLicence[] found, PreCheckView view) => found.SelectMany(opened =>
        types.Find(opened.Licence.Identifier.Type, opened.Licence.Edition) is LicenceType type
            ? FaceValues.Of(opened, type).Printed(meaning).Select(printed => new PrefilledField(meaning, opened.Licence, printed.Field, view.ShowsValues ? printed.Value : null))
            : []);

    private IEnumerable<FaceDifference> Conflicts(OpenedLicence[] found) =>
        found.SelectMany((one, place) => found.Skip(place + 1).SelectMany(other => comparisons.Compare(one, other)));
}
