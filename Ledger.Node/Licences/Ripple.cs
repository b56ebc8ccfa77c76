using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>
/// Finds what depends on a licence that changes. Where a version of a source type (营业执照) gives up a name, an address or a legal
/// representative, every licence of the same first holder that still says the old value is flagged, whoever of this node issued it. One that
/// says something else is left alone: a shop at another place has not moved because the company has. Opens sealed faces, so it is slow, and
/// outside the turn.
/// </summary>
internal sealed class Ripple(LedgerRead rows, LicenceTypes types, MaterialTypes materials, HolderVault vault, DateOnly today)
{
    /// <summary>The most licences that one change flags.</summary>
    public const int MostFlagged = 200;

    /// <summary>The most licences of a holder, ended ones included, that are looked at, in the order of their issuing.</summary>
    public const int MostLookedAt = 2_000;

    /// <summary>What a checked request sets off.</summary>
    /// <param name="request">What is to be issued.</param>
    /// <param name="type">Its type.</param>
    /// <returns>Null for a first version, and where neither a flag goes over nor anything changes that others depend on.</returns>
    public PreparedRipple? Prepare(IssueLicence request, LicenceType type)
    {
        if (request.Continues is not Licence before || (before.Flags.Count == 0 && !type.Ripples) || FaceOf(before) is not FaceValues old)
        {
            return null;
        }

        FaceValues next = new(type, request.Fields);
        LicenceFlag[] carried = [.. before.Flags.Where(flag => IsStillSaid(flag.Rule, old, next))];
        Dictionary<FlagRule, HashSet<string>> gone = type.Ripples ? GivenUp(old, next) : [];
        PreparedRipple ripple = new(before.Handle, before.LastIndex, []) { Carried = carried };
        return gone.Count > 0 ? Spread(ripple, before, gone) : carried.Length > 0 ? ripple : null;
    }

    /// <summary>A flag by comparison stays until the face says something else; that of a composite licence until it is issued anew.</summary>
    private static bool IsStillSaid(FlagRule rule, FaceValues old, FaceValues next) => FlagRuleText.Compared
        .Where(compared => compared.Rule == rule).Any(compared => old.Of(compared.Meaning).SetEquals(next.Of(compared.Meaning)));

    private static Dictionary<FlagRule, HashSet<string>> GivenUp(FaceValues old, FaceValues next) => FlagRuleText.Compared
        .Select(compared => (compared.Rule, Values: old.Of(compared.Meaning).Except(next.Of(compared.Meaning)).ToHashSet()))
        .Where(change => change.Values.Count > 0)
        .ToDictionary(change => change.Rule, change => change.Values);

    private PreparedRipple Spread(PreparedRipple ripple, Licence source, Dictionary<FlagRule, HashSet<string>> gone)
    {
        Licence[] all = [.. LicenceTable.OfHolder(rows, source.Holders[0], after: null, MostLookedAt)];
        Licence[] live = [.. all.Where(licence => licence.Handle != source.Handle && IsLive(licence))];
        (Licence Licence, FlagRule[]? Rules)[] compared = [.. live.Select(licence => (licence, RulesOf(licence, gone)))];
        HashSet<ByteString> touched =
            [source.Handle, .. compared.Where(one => one.Rules is { Length: > 0 }).Select(one => one.Licence.Handle)];
        PreparedFlags[] due =
        [
            .. compared
                .Select(one => (one.Licence, Rules: (one.Rules ?? []).Concat(ContainsOneOf(one.Licence, touched) ? [FlagRule.ComponentFlagged] : [])))
                .Select(one => new PreparedFlags(one.Licence.Handle, one.Licence.LastIndex, [.. one.Rules.Except(one.Licence.Flags.Select(flag => flag.Rule))]))
                .Where(flags => flags.Rules.Count > 0),
        ];
        Dictionary<ByteString, Licence> byHandle = live.ToDictionary(licence => licence.Handle);
        PreparedFlags[] fitting = [.. due.Where(flags => byHandle[flags.Handle].HasRoomForFlags(flags.Rules.Count))];
        return ripple with
        {
            Dependents = [.. fitting.Take(MostFlagged)],
            Rules = [.. gone.Keys],
            Materials = [.. gone.Keys.Select(rule => (rule, MaterialsOf(rule))).Where(one => one.Item2.Count > 0)],
            NewestSeen = all.Length < MostLookedAt ? all[^1].IssuedIndex : null,
            Skipped = compared.Count(one => one.Rules is null) + due.Length - fitting.Length,
            Beyond = Math.Max(0, fitting.Length - MostFlagged),
        };
    }

    // A suspended licence, or one not begun, will be in force again, or first, with what it says now.
    private bool IsLive(Licence licence) => licence.EndedBy is null && licence.StateOn(today) is not LicenceState.Expired;

    /// <summary>The rules that a licence falls under; null where its face cannot be opened.</summary>
    private FlagRule[]? RulesOf(Licence licence, Dictionary<FlagRule, HashSet<string>> gone) => FaceOf(licence) is FaceValues face
        ? [.. FlagRuleText.Compared
            .Where(compared => gone.TryGetValue(compared.Rule, out HashSet<string>? old) && old.Overlaps(face.Of(compared.Meaning)))
            .Select(compared => compared.Rule)]
        : null;

    private bool ContainsOneOf(Licence licence, HashSet<ByteString> touched) =>
        licence.Components.Any(named => ComponentChain.Newest(rows, named) is Licence newest && touched.Contains(newest.Handle));

    private IReadOnlyList<string> MaterialsOf(FlagRule rule)
    {
        FieldMeaning meaning = FlagRuleText.Compared.First(compared => compared.Rule == rule).Meaning;
        return [.. materials.All.Where(material => material.InvalidatedBy?.Contains(meaning) is true).Select(material => material.Code)];
    }

    private FaceValues? FaceOf(Licence licence) =>
        (types.Find(licence.Identifier.Type, licence.Edition) ?? types.Find(licence.Identifier.Type)) is LicenceType type
        && LicenceContents.TryOpen(rows, vault, licence) is OpenedLicence opened
            ? FaceValues.Of(opened, type)
            : null;
}
