using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Materials;

/// <summary>What must hold of a material and of a promise alike.</summary>
internal static class MaterialCommonRules
{
    /// <summary>Whose it is.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="type">The material's type; null where there is none.</param>
    public static IEnumerable<FieldRefusal> OfHolder(HolderIdentity holder, MaterialType? type)
    {
        ArgumentNullException.ThrowIfNull(holder);
        bool isPerson = HolderCodeType.Find(holder.CodeType)?.IsNaturalPerson ?? false;
        FieldRefusal[] kind = type?.Holders == (isPerson ? HolderKind.LegalPerson : HolderKind.NaturalPerson)
            ? [Refusal("/holder", "此类材料不属于这类主体。", "Materials of this type do not belong to such holders.")]
            : [];
        return kind.Concat(HolderRules.Refusals(holder.CodeType, holder.Name, holder.Code, "/holder"));
    }

    /// <summary>Name, case and operator.</summary>
    /// <param name="name">Name to show.</param>
    /// <param name="caseNumber">办件编号; null for none.</param>
    /// <param name="account">经办人.</param>
    public static IEnumerable<FieldRefusal> OfTexts(string name, string? caseNumber, string account)
    {
        bool isPlain = VisibleText.Length(name) is > 0 and <= MaterialLimits.NameLength && VisibleText.IsVisible(name)
            && !VisibleText.HasOuterSpace(name) && name.IsNormalized(NormalizationForm.FormC);
        if (!isPlain)
        {
            yield return Refusal("/name", $"名称应为 1 至 {MaterialLimits.NameLength} 个可见字符。", $"A name has 1 to {MaterialLimits.NameLength} visible characters.");
        }

        if (caseNumber is not null && !IsAccount(caseNumber, MaterialLimits.CaseLength))
        {
            yield return Refusal(
                "/caseNumber", $"办件编号应为 1 至 {MaterialLimits.CaseLength} 个可见 ASCII 字符。",
                $"A case number has 1 to {MaterialLimits.CaseLength} visible ASCII characters.");
        }

        if (!IsAccount(account, Decision.LongestOperator))
        {
            yield return Refusal(
                "/operator", $"经办人应为 1 至 {Decision.LongestOperator} 个可见 ASCII 字符的账号。",
                $"The operator is an account of 1 to {Decision.LongestOperator} visible ASCII characters.");
        }
    }

    private static bool IsAccount(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && text.All(character => character is >= '!' and <= '~');

    private static FieldRefusal Refusal(string field, string chinese, string english) => new(field, LedgerError.InvalidField, chinese, english);
}
