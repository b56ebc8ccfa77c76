using Ledger.Api.Problems;
using Ledger.Node.Catalogue;
using Ledger.Node.Renewals;

namespace Ledger.Api.Portal;

/// <summary>A draft of a renewal as the pages show it.</summary>
/// <param name="Digest">What a confirmation names.</param>
/// <param name="From">First day of the term granted.</param>
/// <param name="To">Its last day.</param>
/// <param name="Reused">What is used again: nothing is to be handed in for it.</param>
/// <param name="Left">What the department checks, by code.</param>
/// <param name="Missing">What stands in the way.</param>
/// <param name="Face">The face as it would be, by labels.</param>
public sealed record ShownDraft(
    string Digest,
    string From,
    string To,
    IReadOnlyList<TextInBoth> Reused,
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
            [.. Of(draft, RenewalResult.Passed).Select(check => check.Value)],
            [.. Of(draft, RenewalResult.ToBeChecked)],
            [.. Of(draft, RenewalResult.Failed).Select(check => check.Value)],
            [.. draft.Fields.Select(field => KeyValuePair.Create(labels.GetValueOrDefault(field.Key, new TextInBoth(field.Key, field.Key)), field.Value))]);
    }

    private static IEnumerable<KeyValuePair<string, TextInBoth>> Of(RenewalDraft draft, RenewalResult result) =>
        draft.Checks.Where(check => check.Result == result).Select(check => KeyValuePair.Create(check.Code, new TextInBoth(check.Chinese, check.English)));
}
