using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Renewals;

/// <summary>Works drafts out: fills in, and looks again at everything that a renewal depends on. Reads rows, changes nothing.</summary>
/// <param name="rows">Where to read.</param>
/// <param name="types">The licence types of the catalogue.</param>
/// <param name="materials">Its material types.</param>
/// <param name="register">Opens licences.</param>
/// <param name="today">The day it is in China.</param>
internal sealed class RenewalDrafting(
    LedgerRead rows, LicenceTypes types, MaterialTypes materials, LicenceRegister register, DateOnly today)
{
    private const string State = "state";

    /// <summary>The draft of a licence.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/> where it has none: ended, long-term, of a type without renewal, or it is too early.
    /// <see cref="LedgerError.NotFound"/> where its content was erased.
    /// </exception>
    public RenewalDraft Draft(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        LicenceType? type = types.Find(licence.Identifier.Type);
        return FindRefusal(licence, type) is { } refusal ? throw refusal : FillIn(licence, type!);
    }

    /// <summary>The draft of a licence, or null where it has none or its content was erased.</summary>
    public RenewalDraft? Find(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        LicenceType? type = types.Find(licence.Identifier.Type);
        try
        {
            return FindRefusal(licence, type) is null ? FillIn(licence, type!) : null;
        }
        catch (LedgerException erased) when (erased.Error is LedgerError.NotFound)
        {
            return null;
        }
    }

    private static LedgerException Refused(string chinese, string english) => new(LedgerError.WrongState, chinese, english);

    private LedgerException? FindRefusal(Licence licence, LicenceType? type) =>
        licence.EndedBy is { } ended
            ? Refused($"证照已{ended.Chinese()}，没有延续草案。", $"The licence has ended ({ended.Code()}); there is nothing to renew.")
        : type?.Renewal is not { } renewal || licence.Validity.To is not DateOnly last
            ? Refused("此证照长期有效，或其类型不办延续。", "The licence is long-term, or its type is not renewed.")
        : last.AddDays(-renewal.WindowDays) is { } opens && opens > today
            ? Refused($"{LicenceDate.Format(opens)} 起方可延续。", $"It is too early: it can be renewed from {LicenceDate.Format(opens)}.")
        : null;

    private RenewalDraft FillIn(Licence licence, LicenceType type)
    {
        OpenedLicence opened = register.Open(rows, licence);
        Validity term = RenewalTerm.After(RenewalTerm.Of(rows, licence), type.Validity.MaximumYears);
        KeyValuePair<string, string>[] fields = [.. LicenceFace.FieldsOf(opened.Document)
            .Select(field => field.Key == type.Validity.LastDayField ? KeyValuePair.Create(field.Key, term.ToText()) : field)];
        RenewalDraft filledIn = new(opened, type, term, fields, []);

        // Of an expired one nothing else matters; its next term may be past, too.
        return licence.Validity.To < today
            ? new RenewalDraft(opened, type, term, fields, [Expired()])
            : new RenewalDraft(
                opened, type, term, fields, [StateCheck(licence), .. RequestChecks(filledIn), .. ConditionChecks(opened, type)]);
    }

    private static RenewalCheck Expired() => RenewalCheck.Failed(
        State, "证照已过有效期，不能免申即办，须重新申请。", "The licence has expired; it takes a new application.");

    private RenewalCheck StateCheck(Licence licence)
    {
        try
        {
            licence.RequireNext(LicenceAct.Renewal, today);
            return RenewalCheck.Passed(State, "证照有效，未被暂扣，没有处理中的异议。", "The licence is in force, neither suspended nor disputed.");
        }
        catch (LedgerException refusal)
        {
            return RenewalCheck.Failed(State, refusal.Chinese, refusal.English);
        }
    }

    /// <summary>What the rules of issuing say of the version that would come, under the newest edition of the type.</summary>
    private IEnumerable<RenewalCheck> RequestChecks(RenewalDraft draft)
    {
        const string Face = "face";

        // Who acts, and on what ground, is not known yet: the basis of the type stands for it.
        Decision anybody = new(draft.Type.LegalBasis ?? draft.Type.Name, today, "draft");
        IssueLicence request = draft.Next(anybody, today).Over(draft.Before, draft.Type.Validity.LastDayField);
        IReadOnlyList<FieldRefusal> refusals = LicenceRequestRules.Refusals(request, types, today);
        return refusals.Count == 0
            ? [RenewalCheck.Passed(
                Face, $"照面符合「{draft.Type.Name}」第 {draft.Type.Edition} 版的要求。",
                $"The face meets edition {draft.Type.Edition} of the type {draft.Type.English}.")]
            : refusals.DistinctBy(refusal => refusal.Field)
                .Select(refusal => RenewalCheck.Failed(Face + refusal.Field, refusal.Chinese, refusal.English));
    }

    private IEnumerable<RenewalCheck> ConditionChecks(OpenedLicence opened, LicenceType type)
    {
        IReadOnlyList<RenewalCondition> conditions = type.Renewal!.Conditions;
        HolderRegistration registration = HolderRegistration.Of(rows, types, register, opened.Licence.Holders[0], today);
        if (conditions.Contains(RenewalCondition.NotFlagged))
        {
            const string NotFlagged = "not-flagged";
            yield return opened.Licence.Flags.Count == 0
                ? RenewalCheck.Passed(NotFlagged, "没有待处理的标记。", "No change elsewhere waits to be looked at.")
                : RenewalCheck.Failed(
                    NotFlagged, "有待处理的标记，消除后方可延续。", "A change elsewhere waits to be looked at; the flag has to be cleared first.");
        }

        if (conditions.Contains(RenewalCondition.AnnualCheckPassed) && type.AnnualCheckMonths is int months)
        {
            yield return AnnualCheck.Of(rows, opened.Licence, months, today);
        }

        if (conditions.Contains(RenewalCondition.HolderInForce))
        {
            yield return registration.InForce();
        }

        foreach (string material in conditions.Contains(RenewalCondition.MaterialsValid) ? type.Materials ?? [] : [])
        {
            yield return MaterialCheck.Of(rows, opened.Licence.Holders[0], material, materials.Find(material), today);
        }

        foreach (RenewalCheck difference in registration.Differences(opened))
        {
            yield return difference;
        }
    }
}
