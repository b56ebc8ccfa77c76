using System.Text.RegularExpressions;
using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>What may be wrong with the definition of a licence type that could be read.</summary>
internal static partial class LicenceTypeFaults
{
    private const int LongestBasis = 256;

    // Every other meaning may stand in several fields: joint holders, domicile and place of business.
    private static readonly FieldMeaning[] Single =
        [FieldMeaning.LegalRepresentative, FieldMeaning.Number, FieldMeaning.ValidTo, FieldMeaning.ItemsOfBusiness, FieldMeaning.Components];

    /// <summary>The first thing wrong with a type, or null.</summary>
    public static CatalogueFault? Find(LicenceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return IdentityFault(type)
            ?? CatalogueText.FindFault("name", type.Name, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("english", type.English, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("definedBy.name", type.DefinedBy.Name, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("legalBasis", type.LegalBasis, LongestBasis)
            ?? FieldFaults.Find(type.Fields)
            ?? TemplateFaults.Find(type)
            ?? MeaningFault(type)
            ?? ListFault(type)
            ?? PolicyFault(type);
    }

    private static CatalogueFault? IdentityFault(LicenceType type) =>
        !LicenceTypeCode.IsValid(type.Code)
            ? new("证照类型代码应为统一社会信用代码加 3 位数字", "the code is not a unified social credit code and three digits")
        : type.Code[..UnifiedSocialCreditCode.Length] != type.DefinedBy.Code
            ? new("证照类型代码不属于该定义机构", "the code is not the defining authority's")
        : type.Edition < 1 ? new("版次从 1 起", "the edition counts from one")
        : type.Standard is { } standard && !StandardNumber().IsMatch(standard)
            ? new("标准号应写作 C0293-2024", "a standard's number is written C0293-2024")
        : null;

    private static CatalogueFault? MeaningFault(LicenceType type)
    {
        foreach (FieldMeaning meaning in Single)
        {
            if (type.FieldsOf(meaning).Count() > 1)
            {
                return new($"两个字段的含义同为 {meaning}", $"two fields say {meaning}");
            }
        }

        string? lastDay = type.Validity.LastDayField;
        return lastDay is not null && type.Fields.All(field => field.Key != lastDay) ? new($"没有字段 {lastDay}", $"there is no field {lastDay}")
            : type.FieldsOf(FieldMeaning.ValidTo).Any(field => field.Key != lastDay)
                ? new("含义为 valid-to 的字段应为 lastDayField", "the field that says ValidTo is not the lastDayField")
            : type.FieldsOf(FieldMeaning.Components).Any() != type.Components is not null
                ? new("有 components 的类型，且只有它，有含义为 components 的字段", "a type with components, and only that, has a field that says Components")
            : null;
    }

    private static CatalogueFault? ListFault(LicenceType type) =>
        CatalogueText.FindListFault("issuers", type.Issuers, UnifiedSocialCreditCode.IsValid)
        ?? CatalogueText.FindListFault("components", type.Components, code => LicenceTypeCode.IsValid(code) && code != type.Code)
        ?? CatalogueText.FindListFault("materials", type.Materials, MaterialCode.IsValid)
        ?? RecognitionFault(type.Recognition);

    private static CatalogueFault? RecognitionFault(IReadOnlyList<RecognitionRule>? rules) => rules is null ? null
        : rules.Count is 0 or > CatalogueText.MostListed
            ? new($"recognition 应列 1 至 {CatalogueText.MostListed} 项", $"recognition lists 1 to {CatalogueText.MostListed} items")
        : rules.Select(rule =>
            CatalogueText.FindListFault("issuedIn", rule.IssuedIn, ProvinceCode.IsKnown)
            ?? CatalogueText.FindListFault("usedIn", rule.UsedIn, ProvinceCode.IsKnown)).FirstOrDefault(fault => fault is not null);

    private static CatalogueFault? PolicyFault(LicenceType type) =>
        type.Validity.MaximumYears is < 1 or > 100 ? Range("maximumYears", 100)
        : type.AnnualCheckMonths is < 1 or > 60 ? Range("annualCheckMonths", 60)
        : type.Renewal is { WindowDays: < 1 or > 366 } ? Range("windowDays", 366)
        : type.Renewal is { } renewal && renewal.Conditions.Distinct().Count() != renewal.Conditions.Count
            ? new("延续条件重复", "a condition of renewal occurs twice")
        : type.Renewal?.Conditions.Contains(RenewalCondition.AnnualCheckPassed) is true && type.AnnualCheckMonths is null
            ? new("没有 annualCheckMonths 的类型不能以校验为延续条件", "a type without annualCheckMonths has no annual check to pass")
        : type.StatusCodes?.All().All(StatusCode().IsMatch) is false
            ? new("状态代码应为 1 至 8 位数字或大写字母", "a status code is 1 to 8 digits or capital letters")
        : null;

    private static CatalogueFault Range(string name, int most) => new($"{name} 应为 1 至 {most}", $"{name} is 1 to {most}");

    [GeneratedRegex(@"\AC[0-9]{4}(\.[0-9])?-[0-9]{4}\z")]
    private static partial Regex StandardNumber();

    [GeneratedRegex(@"\A[0-9A-Z]{1,8}\z")]
    private static partial Regex StatusCode();
}
