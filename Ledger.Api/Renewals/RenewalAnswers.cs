using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;

namespace Ledger.Api.Renewals;

/// <summary>Writes what departments get back about renewals.</summary>
internal static class RenewalAnswers
{
    /// <summary>A draft in a list.</summary>
    public static RenewalSummaryResponse SummaryOf(RenewalDraft draft) => new(
        draft.Licence.Identifier.ToString(),
        draft.Type.Code,
        draft.Type.Name,
        draft.Licence.Validity.ToText(),
        LicenceDate.Format(draft.Term.From),
        draft.Term.ToText(),
        draft.CanBeConfirmed,
        ChecksOf(draft));

    /// <summary>A whole draft.</summary>
    public static RenewalResponse Of(RenewalDraft draft)
    {
        Dictionary<string, string> labels = draft.Type.Fields.ToDictionary(field => field.Key, field => field.Label);
        return new RenewalResponse(
            draft.Licence.Identifier.ToString(),
            draft.Type.Code,
            draft.Type.Name,
            draft.Type.Edition,
            draft.Licence.Identifier.Version + 1,
            draft.Licence.Validity.ToText(),
            LicenceDate.Format(draft.WindowOpens),
            LicenceDate.Format(draft.Term.From),
            draft.Term.ToText(),
            draft.CanBeConfirmed,
            ChecksOf(draft),
            [.. draft.Fields.Select(field => new RenewalFieldContract(field.Key, labels.GetValueOrDefault(field.Key, field.Key), field.Value))],
            draft.Digest.ToHex());
    }

    /// <summary>What a confirmation brought about.</summary>
    public static RenewedLicenceResponse Of(IssuedLicence renewed, ProvinceNode node) => new(
        renewed.Licence.Identifier.ToString(),
        renewed.Licence.Previous!,
        LicenceDate.Format(renewed.Licence.Validity.From),
        renewed.Licence.Validity.ToText(),
        renewed.Receipt.Index,
        renewed.Receipt.LeafHash.ToBase64(),
        renewed.Receipt.Size,
        node.IsAnchored(renewed.Receipt.Index) ? "anchored" : "pending",
        renewed.CheckCode);

    private static RenewalCheckContract[] ChecksOf(RenewalDraft draft) =>
        [.. draft.Checks.Select(check => new RenewalCheckContract(check.Code, check.Result.Code(), check.Chinese, check.English))];
}
