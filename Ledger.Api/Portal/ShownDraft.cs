using Ledger.Api.Problems;
using Ledger.Node.Catalogue;
using Ledger.Node.Renewals;

namespace Ledger.Api.Portal;

/// <summary>A draft of a renewal as the pages show it.</summary>
/// <param name="Digest">What a confirmation names.</param>
/// <param name="From">First day of the term granted. The renewed licence is in force before: from the day of its issue.</param>
/// <param name="To">Its last day, and that of the renewed licence.</param>
/// <param name="Checked">What was found in order.</param>
/// <param name="Reused">The materials that are used again: nothing is to be handed in for them.</param>
/// <param name="AsksForMaterials">Whether the type asks for materials at all.</param>
/// <param name="Left">What the department checks, by code.</param>
/// <param name="Missing">What stands in the way.</param>
/// <param name="Face">The face as it would be, by labels.</param>
public sealed record ShownDraft(
    string Digest,
    string From,
    string To,
    IReadOnlyList<TextInBoth> Checked,
    IReadOnlyList<TextInBoth> Reused,
    bool AsksForMaterials,
    IReadOnlyList<KeyValuePair<string, TextInBoth>> Left,
    IReadOnlyList<TextInBoth> Missing,
    IReadOnlyList<KeyValuePair<TextInBoth, string>> Face)
{
    internal static ShownDraft Of(RenewalDraft draft)
    {
        Dictionary<string, TextInBoth> labels = draft.Type.Fields.ToDictionary(field => field.Key, field => new TextInBoth(field.Label, field.English));
        return new(
            draft.Digest.ToHex(),
            LicenceDate.Format(draft.Term.From),
            draft.Term.ToText(),
            [.. Of(draft, RenewalResult.Passed).Where(check => !MaterialCheck.IsOne(check.Key)).Select(check => check.Value)],
            [.. Of(draft, RenewalResult.Passed).Where(check => MaterialCheck.IsOne(check.Key)).Select(check => check.Value)],
            draft.Checks.Any(check => MaterialCheck.IsOne(check.Code)),
            [.. Of(draft, RenewalResult.ToBeChecked)],
            [.. Of(draft, RenewalResult.Failed).Select(check => check.Value)],
            [.. draft.Fields.Select(field => KeyValuePair.Create(labels.GetValueOrDefault(field.Key, new TextInBoth(field.Key, field.Key)), field.Value))]);
    }

    private static IEnumerable<KeyValuePair<string, TextInBoth>> Of(RenewalDraft draft, RenewalResult result) =>
        draft.Checks.Where(check => check.Result == result).Select(check => KeyValuePair.Create(check.Code, new TextInBoth(check.Chinese, check.English)));
}
