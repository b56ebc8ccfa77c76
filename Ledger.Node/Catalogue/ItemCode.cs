using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>
/// 实施编码 of an item, 31 characters: the implementing authority's unified social credit code, 行使层级 (1 国家 to 5 镇), and 基本编码 of
/// twelve digits: province (<c>00</c> national), type, domain, main item and sub-item.
/// </summary>
internal static class ItemCode
{
    /// <summary>Characters of every code.</summary>
    public const int Length = UnifiedSocialCreditCode.Length + 1 + 12;

    private const int LevelAt = UnifiedSocialCreditCode.Length;
    private const int ProvinceAt = LevelAt + 1;
    private const int TypeAt = ProvinceAt + 2;
    private const int DomainAt = TypeAt + 2;
    private const int MainAt = DomainAt + 2;

    // 许可 处罚 强制 征收 给付 检查 确认 奖励 裁决 其他 公共服务.
    private static readonly string[] Types = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"];

    /// <summary>Null for a code in which every part is right, otherwise the first thing wrong with it.</summary>
    public static CatalogueFault? FindFault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Length)
        {
            return new($"实施编码应为 {Length} 位", $"an item's code has {Length} characters");
        }

        if (UnifiedSocialCreditCode.FindFault(text[..LevelAt]) is { } fault)
        {
            return new("实施编码前 18 位：" + fault.Chinese.TrimEnd('。'), "in an item's code, " + fault.English.TrimEnd('.'));
        }

        string province = text[ProvinceAt..TypeAt];
        return text[LevelAt] is < '1' or > '5' ? new("实施编码第 19 位（行使层级）应为 1 至 5", "an item's code has a level of 1 to 5")
            : text.AsSpan(ProvinceAt).ContainsAnyExceptInRange('0', '9')
                ? new("实施编码后 12 位（基本编码）应为数字", "the basic code of an item is twelve digits")
            : province != "00" && !ProvinceCode.IsKnown(province + "0000")
                ? new($"实施编码第 20、21 位「{province}」不是省级代码", $"\"{province}\" in an item's code is no province")
            : !Types.Contains(text[TypeAt..DomainAt], StringComparer.Ordinal)
                ? new("实施编码第 22、23 位（类型）应为 01 至 10 或 20", "an item's code has a type of 01 to 10, or 20")
            : text[MainAt..(MainAt + 3)] == "000" ? new("实施编码的主项从 001 起", "the main items of a domain count from 001")
            : null;
    }
}
