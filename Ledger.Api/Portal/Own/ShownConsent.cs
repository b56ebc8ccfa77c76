using Ledger.Api.Consents;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Own;

/// <summary>A consent as its holder reads it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What it is for.</param>
/// <param name="Who">Who may use it.</param>
/// <param name="Opens">What it opens.</param>
/// <param name="To">Until when.</param>
/// <param name="Used">How often it was used.</param>
/// <param name="Count">How often it may be.</param>
/// <param name="State">What it is now.</param>
/// <param name="IsLive">Whether it counts, or will.</param>
public sealed record ShownConsent(
    string Name, string What, string Who, string Opens, DateTimeOffset To, long Used, long Count, TextInBoth State, bool IsLive)
{
    /// <summary>What it opens in other provinces.</summary>
    public IReadOnlyList<ShownSource> Sources { get; init; } = [];

    /// <summary>The province where it was confirmed; null for this one.</summary>
    public TextInBoth? ConfirmedIn { get; init; }

    internal static ShownConsent Of(OpenedConsent opened, ProvinceNode node)
    {
        (Consent consent, ConsentTerms terms) = (opened.Consent, opened.Terms);
        ConsentState state = node.Consents.StateOf(consent);
        return new(
            consent.Name,
            WhatOf(terms, node),
            WhoOf(terms, node),
            OpensOf(terms.Licences, terms.Materials, node),
            consent.To,
            consent.Used,
            consent.Count,
            WordOf(state),
            state is ConsentState.Live or ConsentState.NotYet)
        {
            Sources = [.. terms.Sources.Zip(opened.Sources, (scope, source) => Of(scope, source, consent.WithdrawnAt is not null, node))],
            ConfirmedIn = opened.PlacedBy is PlacedBy by ? ProvinceNames.Of(by.Province) : null,
        };
    }

    private static ShownSource Of(SourceScope scope, PlacedSource source, bool isWithdrawn, ProvinceNode node)
    {
        (string code, TextInBoth text) = SourceState.Of(source, isWithdrawn);
        return new ShownSource(ProvinceNames.Of(scope.Province), OpensOf(scope.Licences, scope.Materials, node), text, code is "placed" or "withdrawn");
    }

    /// <summary>One that a clerk wrote down, and that waits for its holder.</summary>
    internal static ShownConsent Of(AssistedConsent waiting, ProvinceNode node) => new(
        ConsentName.Of(waiting.Handle), WhatOf(waiting.Terms, node), WhoOf(waiting.Terms, node), OpensOf(waiting.Terms.Licences, waiting.Terms.Materials, node), waiting.Terms.To, 0, waiting.Terms.Count,
        new("待确认", "Waits for you"), IsLive: false)
    {
        Sources = [.. waiting.Terms.Sources.Select(scope => Of(scope, new PlacedSource(), isWithdrawn: false, node) with { State = new("确认后登记", "Placed once you confirm"), IsGood = true })],
    };

    private static string WhatOf(ConsentTerms terms, ProvinceNode node) => string.Join('、', terms.Items.Select(code => node.Items.Find(code)?.Name ?? code));

    private static string WhoOf(ConsentTerms terms, ProvinceNode node) =>
        string.Join('、', [.. terms.Authorities.Select(code => ShownStanding.NameOf(node, code)), .. terms.Provinces.Select(code => $"{ProvinceNames.Of(code).Chinese}各部门")]);

    private static string OpensOf(IReadOnlyList<LicenceScope> licences, IReadOnlyList<string> materials, ProvinceNode node) =>
        string.Join('；', [.. licences.Select(scope => TextOf(scope, node)), .. materials.Select(code => node.MaterialTypes.Find(code)?.Name ?? code)]);

    private static string TextOf(LicenceScope scope, ProvinceNode node)
    {
        LicenceType? type = node.Types.Find(LicenceIdentifier.TryParse(scope.Licence, out LicenceIdentifier? identifier) ? identifier.Type : scope.Licence);
        string name = type?.Name ?? scope.Licence;
        return scope.Fields is null ? name : $"{name}（{string.Join('、', scope.Fields.Select(field => LabelOf(field, type)))}）";
    }

    private static string LabelOf(string field, LicenceType? type)
    {
        string key = field.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal) ? field[FaceNames.ExtensionPrefix.Length..] : field;
        return type?.Fields.FirstOrDefault(known => known.Key == key)?.Label ?? field;
    }

    private static TextInBoth WordOf(ConsentState state) => state switch
    {
        ConsentState.Live => new("有效", "Live"),
        ConsentState.NotYet => new("尚未开始", "Not yet"),
        ConsentState.Expired => new("已到期", "Expired"),
        ConsentState.UsedUp => new("次数已用完", "Used up"),
        _ => new("已撤回", "Withdrawn"),
    };
}
