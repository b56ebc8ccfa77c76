namespace Ledger.Node.Catalogue;

/// <summary>省级区划代码 (GB/T 2260): two digits and <c>0000</c>.</summary>
internal static class ProvinceCode
{
    private const int DivisionStart = 2;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["11"] = "北京",
        ["12"] = "天津",
        ["13"] = "河北",
        ["14"] = "山西",
        ["15"] = "内蒙古",
        ["21"] = "辽宁",
        ["22"] = "吉林",
        ["23"] = "黑龙江",
        ["31"] = "上海",
        ["32"] = "江苏",
        ["33"] = "浙江",
        ["34"] = "安徽",
        ["35"] = "福建",
        ["36"] = "江西",
        ["37"] = "山东",
        ["41"] = "河南",
        ["42"] = "湖北",
        ["43"] = "湖南",
        ["44"] = "广东",
        ["45"] = "广西",
        ["46"] = "海南",
        ["50"] = "重庆",
        ["51"] = "四川",
        ["52"] = "贵州",
        ["53"] = "云南",
        ["54"] = "西藏",
        ["61"] = "陕西",
        ["62"] = "甘肃",
        ["63"] = "青海",
        ["64"] = "宁夏",
        ["65"] = "新疆",
        ["71"] = "台湾",
        ["81"] = "香港",
        ["82"] = "澳门",
    };

    /// <summary>Whether there is a province, or a municipality or region of that rank, with this code.</summary>
    public static bool IsKnown(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 6 && code.EndsWith("0000", StringComparison.Ordinal) && Names.ContainsKey(code[..2]);
    }

    /// <summary>Its short name; the code itself where there is none.</summary>
    public static string NameOf(string code) => IsKnown(code) ? Names[code[..2]] : code;

    /// <summary>The code of the province whose division an authority's unified social credit code names.</summary>
    public static string OfAuthority(string authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return authority[DivisionStart..(DivisionStart + 2)] + "0000";
    }
}
