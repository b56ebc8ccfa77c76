using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Log;

namespace Ledger.Api.Consents;

/// <summary>Consents as they are answered.</summary>
internal static class ConsentAnswers
{
    public const string Own = "/api/v1/me/consents";
    public const string Waiting = "/api/v1/me/consent-requests";

    public static ConsentResponse Of(OpenedConsent opened, ProvinceNode node)
    {
        (Consent consent, ConsentTerms terms) = (opened.Consent, opened.Terms);
        return new ConsentResponse(
            consent.Name,
            System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(node.Consents.StateOf(consent).ToString()),
            consent.IsByGuardian,
            LicencesOf(terms.Licences),
            terms.Materials,
            terms.Authorities,
            terms.Provinces,
            ItemsOf(terms, node),
            consent.From,
            consent.To,
            consent.Count,
            consent.Used,
            consent.GrantedAt,
            consent.WithdrawnAt,
            opened.Assistance is Assistance clerk ? Of(clerk) : null,
            consent.Index,
            KeyOf(ConsentTable.Subject(consent.Handle), node),
            KeyOf(ConsentTable.UsesOf(consent.Handle), node),
            $"{Own}/{consent.Name}/withdrawal",
            SourcesOf(opened),
            opened.PlacedBy?.Province);
    }

    /// <summary>How it stands with a consent in other provinces.</summary>
    public static IReadOnlyList<PlacedSourceContract> SourcesOf(OpenedConsent opened) =>
    [
        .. opened.Terms.Sources.Zip(opened.Sources, (scope, source) =>
        {
            (string state, TextInBoth text) = SourceState.Of(source, opened.Consent.WithdrawnAt is not null);
            return new PlacedSourceContract(
                scope.Province, state, text.Chinese, text.English, source.Code.Length > 0 ? source.Code : null, source.Outcome is SourceOutcome.Placed ? source.Index : null,
                LicencesOf(scope.Licences), scope.Materials);
        }),
    ];

    /// <summary>A page of consents.</summary>
    public static ConsentListResponse Of(IReadOnlyList<OpenedConsent> consents, ProvinceNode node) => new(
        [.. consents.Select(consent => Of(consent, node))],
        consents.Count < ConsentRegister.MostListed ? null : consents[^1].Consent.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static WaitingConsentResponse Of(AssistedConsent waiting, ProvinceNode node)
    {
        (string name, ConsentTerms terms) = (ConsentName.Of(waiting.Handle), waiting.Terms);
        return new WaitingConsentResponse(
            name,
            waiting.ExpiresAt,
            Of(waiting.Assistance),
            LicencesOf(terms.Licences),
            terms.Materials,
            terms.Authorities,
            terms.Provinces,
            ItemsOf(terms, node),
            terms.From!.Value,
            terms.To,
            terms.Count,
            $"{Waiting}/{name}/confirmation");
    }

    public static string KeyOf(MapSubject subject, ProvinceNode node) => subject.KeyIn(node.Options.Origin).ToHex();

    private static AssistanceContract Of(Assistance clerk) => new(clerk.Authority, clerk.Operator, clerk.Window, clerk.Province);

    private static LicenceScopeContract[] LicencesOf(IReadOnlyList<LicenceScope> scopes) => [.. scopes.Select(scope => new LicenceScopeContract(scope.Licence, scope.Fields))];

    private static ConsentItemContract[] ItemsOf(ConsentTerms terms, ProvinceNode node) =>
        [.. terms.Items.Select(code => new ConsentItemContract(code, node.Items.Find(code)?.Name ?? code))];
}
