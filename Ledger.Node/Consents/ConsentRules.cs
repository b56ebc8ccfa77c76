using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>What must hold of a consent before it is granted: a recipient, items of the catalogue, and nothing that none of the items needs.</summary>
/// <param name="types">Licence types.</param>
/// <param name="materials">Material types.</param>
/// <param name="items">Items.</param>
/// <param name="neighbours">Division codes of the provinces with which this node exchanges; null for none.</param>
internal sealed class ConsentRules(LicenceTypes types, MaterialTypes materials, ServiceItems items, IReadOnlyList<string>? neighbours = null)
{
    // 照面公共 that a document has beside the fields of its type; joint holders' have a number behind them.
    private static readonly string[] CommonFields =
    [
        FaceNames.LicenceName, FaceNames.TypeCode, FaceNames.Number, FaceNames.Identifier, FaceNames.Issuer, FaceNames.IssuerCode, FaceNames.IssuedOn,
        FaceNames.Holder, FaceNames.HolderCode, FaceNames.HolderCodeType, FaceNames.ValidFrom, FaceNames.ValidTo,
    ];

    /// <summary>Returns where the terms may stand at a moment.</summary>
    /// <exception cref="LedgerException">Everything that is wrong with them.</exception>
    public void Require(ConsentTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        FieldRefusal[] refusals =
        [
            .. Lists(terms), .. Sources(terms), .. Items(terms), .. Things(terms, "", terms.Licences, terms.Materials),
            .. terms.Sources.SelectMany((source, place) => Things(terms, $"/sources/{place}", source.Licences, source.Materials)),
            .. Recipients(terms), .. Period(terms, now),
        ];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    private static IEnumerable<FieldRefusal> Lists(ConsentTerms terms)
    {
        (string Name, string[] Items)[] lists =
        [
            ("licences", [.. terms.Licences.Select(scope => scope.Licence)]), ("materials", [.. terms.Materials]),
            ("authorities", [.. terms.Authorities]), ("provinces", [.. terms.Provinces]), ("items", [.. terms.Items]),
        ];
        foreach ((string name, string[] list) in lists)
        {
            if (list.Length > ConsentLimits.Entries || list.Distinct(StringComparer.Ordinal).Count() != list.Length)
            {
                yield return Refusal(
                    "/" + name, $"{name} 至多 {ConsentLimits.Entries} 项，且不得重复。", $"{name} has at most {ConsentLimits.Entries} entries, each once.");
            }
        }

        if (terms.Licences.Count + terms.Materials.Count + terms.Sources.Count == 0)
        {
            yield return Refusal("/licences", "授权应列明证照或材料。", "A consent names licences or materials.");
        }

        if (terms.Items.Count == 0)
        {
            yield return Refusal("/items", "授权应列明用于哪个事项。", "A consent names the items that it is for.");
        }
    }

    private IEnumerable<FieldRefusal> Items(ConsentTerms terms)
    {
        for (int i = 0; i < terms.Items.Count; i++)
        {
            if (items.Find(terms.Items[i]) is null)
            {
                yield return Refusal($"/items/{i}", "事项目录中没有此实施编码。", "The catalogue of items has no such code.");
            }
        }
    }

    private IEnumerable<FieldRefusal> Sources(ConsentTerms terms)
    {
        string[] provinces = [.. terms.Sources.Select(source => source.Province)];
        if (provinces.Length > ConsentLimits.Sources || provinces.Distinct(StringComparer.Ordinal).Count() != provinces.Length)
        {
            yield return Refusal(
                "/sources", $"sources 至多 {ConsentLimits.Sources} 省，且不得重复。", $"sources has at most {ConsentLimits.Sources} provinces, each once.");
        }

        for (int i = 0; i < provinces.Length; i++)
        {
            if (neighbours?.Contains(provinces[i], StringComparer.Ordinal) is not true)
            {
                yield return Refusal($"/sources/{i}/province", "应为本节点已对接的其他省的区划代码。", "It is the division code of another province with which this node exchanges.");
            }

            int count = terms.Sources[i].Licences.Count + terms.Sources[i].Materials.Count;
            if (count is 0 or > ConsentLimits.Entries)
            {
                yield return Refusal($"/sources/{i}", $"每省应列明证照或材料，共 1 至 {ConsentLimits.Entries} 项。", $"A source names 1 to {ConsentLimits.Entries} licences and materials.");
            }
        }
    }

    /// <summary>Data minimisation: what none of the items needs is not opened for them (应用场景).</summary>
    private IEnumerable<FieldRefusal> Things(ConsentTerms terms, string place, IReadOnlyList<LicenceScope> scopes, IReadOnlyList<string> codes)
    {
        ServiceItem[] named = [.. terms.Items.Select(code => items.Find(code)).OfType<ServiceItem>()];
        bool IsNeeded(string code) => named.Any(item => item.NeedsAny(code));
        for (int i = 0; i < scopes.Count; i++)
        {
            LicenceScope scope = scopes[i];
            if (types.Find(scope.Type) is not LicenceType type || scope.Identifier is { Check: IdentifierCheck.Wrong })
            {
                yield return Refusal($"{place}/licences/{i}/licence", "应为目录中的证照类型代码，或一份证照的标识。", "It is the code of a licence type of the catalogue, or a licence's identifier.");
            }
            else if (!IsNeeded(scope.Type))
            {
                yield return Refusal($"{place}/licences/{i}/licence", "所列事项均不需要此类证照。", "None of the items needs a licence of this type.");
            }
            else if (!HasFields(type, scope))
            {
                yield return Refusal($"{place}/licences/{i}/fields", "应为此类证照的照面项短名。", "They are short names of fields of this type.");
            }
        }

        for (int i = 0; i < codes.Count; i++)
        {
            if (materials.Find(codes[i]) is null || !IsNeeded(codes[i]))
            {
                yield return Refusal($"{place}/materials/{i}", "应为目录中且所列事项需要的材料类型。", "It is a material type of the catalogue that one of the items needs.");
            }
        }
    }

    private static bool HasFields(LicenceType type, LicenceScope scope)
    {
        HashSet<string> known = [.. CommonFields, .. type.Fields.Select(field => FaceNames.ExtensionPrefix + field.Key)];
        return scope.Fields is null || (scope.Fields.Count is > 0 and <= Ledger.Crypto.Verification.LicenceDocument.MaximumFields && scope.Fields.All(known.Contains));
    }

    private static IEnumerable<FieldRefusal> Recipients(ConsentTerms terms)
    {
        if (terms.Authorities.Count + terms.Provinces.Count == 0)
        {
            yield return Refusal("/authorities", "授权应列明给哪些机构或省份。", "A consent names the authorities or provinces that it is given to.");
        }

        if (!terms.Authorities.All(UnifiedSocialCreditCode.IsValid))
        {
            yield return Refusal("/authorities", "应为统一社会信用代码。", "They are unified social credit codes.");
        }

        if (!terms.Provinces.All(ProvinceCode.IsKnown))
        {
            yield return Refusal("/provinces", "应为省级区划代码。", "They are division codes of provinces.");
        }
    }

    private static IEnumerable<FieldRefusal> Period(ConsentTerms terms, DateTimeOffset now)
    {
        DateTimeOffset from = terms.From ?? now;
        if (from < now || from > now + ConsentLimits.Longest)
        {
            yield return Refusal("/from", "授权应自现在起 30 天内生效，不得早于现在。", "A consent begins within 30 days from now, and not before.");
        }

        if (terms.To < from + ConsentLimits.Shortest || terms.To > from + ConsentLimits.Longest)
        {
            yield return Refusal("/to", "授权期限应为 1 分钟至 30 天。", "A consent counts for one minute to 30 days.");
        }

        if (terms.Count is < 1 or > ConsentLimits.Uses)
        {
            yield return Refusal("/count", $"使用次数应为 1 至 {ConsentLimits.Uses}。", $"A consent is for 1 to {ConsentLimits.Uses} uses.");
        }
    }

    private static FieldRefusal Refusal(string field, string chinese, string english) => new(field, LedgerError.InvalidField, chinese, english);
}
