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
    string Name, TextInBoth What, TextInBoth Who, TextInBoth Opens, DateTimeOffset To, long Used, long Count, TextInBoth State, bool IsLive)
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

    private static TextInBoth WhatOf(ConsentTerms terms, ProvinceNode node) => ListOf(
        terms.Items.Select(code => node.Items.Find(code) is ServiceItem item ? new TextInBoth(item.Name, item.English) : Same(code)));

    private static TextInBoth WhoOf(ConsentTerms terms, ProvinceNode node) => ListOf(
    [
        .. terms.Authorities.Select(code => Same(ShownStanding.NameOf(node, code))),
        .. terms.Provinces.Select(ProvinceNames.Of).Select(name => new TextInBoth($"{name.Chinese}各部门", $"every department in {name.English}")),
    ]);

    private static TextInBoth OpensOf(IReadOnlyList<LicenceScope> licences, IReadOnlyList<string> materials, ProvinceNode node) => ListOf(
        [
            .. licences.Select(scope => TextOf(scope, node)),
            .. materials.Select(code => node.MaterialTypes.Find(code) is MaterialType type ? new TextInBoth(type.Name, type.English) : Same(code)),
        ],
        '；',
        "; ");

    private static TextInBoth TextOf(LicenceScope scope, ProvinceNode node)
    {
        LicenceType? type = node.Types.Find(LicenceIdentifier.TryParse(scope.Licence, out LicenceIdentifier? identifier) ? identifier.Type : scope.Licence);
        TextInBoth name = type is null ? Same(scope.Licence) : new(type.Name, type.English);
        if (scope.Fields is null)
        {
            return name;
        }

        TextInBoth fields = ListOf(scope.Fields.Select(field => LabelOf(field, type)));
        return new($"{name.Chinese}（{fields.Chinese}）", $"{name.English} ({fields.English})");
    }

    private static TextInBoth LabelOf(string field, LicenceType? type)
    {
        string key = field.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal) ? field[FaceNames.ExtensionPrefix.Length..] : field;
        return type?.Fields.FirstOrDefault(known => known.Key == key) is LicenceField known ? new(known.Label, known.English) : Same(field);
    }

    // Names and codes that the ledger has in one form only.
    private static TextInBoth Same(string text) => new(text, text);

    private static TextInBoth ListOf(IEnumerable<TextInBoth> texts, char chinese = '、', string english = ", ")
    {
        TextInBoth[] all = [.. texts];
        return new(string.Join(chinese, all.Select(text => text.Chinese)), string.Join(english, all.Select(text => text.English)));
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
