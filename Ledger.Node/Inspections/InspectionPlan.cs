using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Inspections;

/// <summary>A plan as an authority registers it. Personal data: in memory only.</summary>
/// <param name="Number">检查码: 1 to 64 visible characters, of which the authority registers none twice.</param>
/// <param name="Kind">What kind of inspection, the same.</param>
/// <param name="Subjects">Who is inspected, by code type and code: 1 to 200.</param>
/// <param name="Inspectors">Accounts of those who may read under it: 1 to 50.</param>
/// <param name="Authorities">Other authorities that take part: at most 20.</param>
/// <param name="From">From when it counts; null for at once.</param>
/// <param name="To">Last moment at which it counts.</param>
internal sealed record InspectionPlan(
    string Number,
    string Kind,
    IReadOnlyList<(string CodeType, string Code)> Subjects,
    IReadOnlyList<string> Inspectors,
    IReadOnlyList<string> Authorities,
    DateTimeOffset? From,
    DateTimeOffset To)
{
    /// <summary>Returns where it may be registered at a moment.</summary>
    /// <exception cref="LedgerException">Everything that is wrong with it; the sentences repeat nothing of it.</exception>
    public void Require(DateTimeOffset now)
    {
        FieldRefusal[] refusals = [.. Texts(), .. Lists(), .. Period(now)];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    /// <summary>Whether a text is an operator's account: 1 to 64 visible ASCII characters.</summary>
    public static bool IsAccount(string text) => text.Length is > 0 and <= Decision.LongestOperator && text.All(character => character is >= '!' and <= '~');

    /// <summary>Nothing of what it says: that is personal.</summary>
    public override string ToString() => nameof(InspectionPlan);

    private IEnumerable<FieldRefusal> Texts()
    {
        foreach ((string name, string text) in new[] { ("/number", Number), ("/kind", Kind) })
        {
            if (!CatalogueText.Fits(text, InspectionLimits.TextLength))
            {
                yield return Wrong(name, $"{name[1..]} 应为 1 至 {InspectionLimits.TextLength} 个可见字符。", $"{name[1..]} has 1 to {InspectionLimits.TextLength} visible characters.");
            }
        }
    }

    private IEnumerable<FieldRefusal> Lists()
    {
        if (Subjects.Count is 0 or > InspectionLimits.Subjects || Subjects.Distinct().Count() != Subjects.Count)
        {
            yield return Wrong("/subjects", $"检查对象应为 1 至 {InspectionLimits.Subjects} 个，且不得重复。", $"There are 1 to {InspectionLimits.Subjects} subjects, each once.");
        }

        for (int i = 0; i < Subjects.Count; i++)
        {
            if (HolderCodeType.Find(Subjects[i].CodeType) is not HolderCodeType type || type.FindFault(Subjects[i].Code) is not null)
            {
                yield return Wrong($"/subjects/{i}", $"检查对象第 {i + 1} 个应为主体代码类型及该类型的代码。", $"Subject number {i + 1} is not a holder code type and a code of that type.");
            }
        }

        if (Inspectors.Count is 0 or > InspectionLimits.Inspectors || !Inspectors.All(IsAccount) || Inspectors.Distinct(StringComparer.Ordinal).Count() != Inspectors.Count)
        {
            yield return Wrong(
                "/inspectors", $"执法人员应为 1 至 {InspectionLimits.Inspectors} 个可见 ASCII 字符的账号，且不得重复。", $"There are 1 to {InspectionLimits.Inspectors} inspectors: accounts of visible ASCII characters, each once.");
        }

        if (Authorities.Count > InspectionLimits.Authorities || !Authorities.All(UnifiedSocialCreditCode.IsValid) || Authorities.Distinct(StringComparer.Ordinal).Count() != Authorities.Count)
        {
            yield return Wrong(
                "/authorities", $"联合检查机构至多 {InspectionLimits.Authorities} 个统一社会信用代码，且不得重复。", $"Authorities are at most {InspectionLimits.Authorities} unified social credit codes, each once.");
        }
    }

    private IEnumerable<FieldRefusal> Period(DateTimeOffset now)
    {
        DateTimeOffset from = From ?? now;
        if (from < now || from > now + InspectionLimits.Longest)
        {
            yield return Wrong("/from", "计划应自现在起一年内开始，不得早于现在。", "A plan begins within a year from now, and not before.");
        }

        if (To <= from || To > from + InspectionLimits.Longest)
        {
            yield return Wrong("/to", "计划期限至多一年。", "A plan counts for a year at most.");
        }
    }

    private static FieldRefusal Wrong(string field, string chinese, string english) => new(field, LedgerError.InvalidField, chinese, english);
}
