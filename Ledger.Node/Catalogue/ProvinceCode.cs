namespace Ledger.Node.Catalogue;

/// <summary>省级区划代码 (GB/T 2260): two digits and <c>0000</c>.</summary>
internal static class ProvinceCode
{
    private const int DivisionStart = 2;

    private static readonly Dictionary<string, (string Chinese, string English)> Names = new(StringComparer.Ordinal)
    {
        ["11"] = ("北京", "Beijing"),
        ["12"] = ("天津", "Tianjin"),
        ["13"] = ("河北", "Hebei"),
        ["14"] = ("山西", "Shanxi"),
        ["15"] = ("内蒙古", "Inner Mongolia"),
        ["21"] = ("辽宁", "Liaoning"),
        ["22"] = ("吉林", "Jilin"),
        ["23"] = ("黑龙江", "Heilongjiang"),
        ["31"] = ("上海", "Shanghai"),
        ["32"] = ("江苏", "Jiangsu"),
        ["33"] = ("浙江", "Zhejiang"),
        ["34"] = ("安徽", "Anhui"),
        ["35"] = ("福建", "Fujian"),
        ["36"] = ("江西", "Jiangxi"),
        ["37"] = ("山东", "Shandong"),
        ["41"] = ("河南", "Henan"),
        ["42"] = ("湖北", "Hubei"),
        ["43"] = ("湖南", "Hunan"),
        ["44"] = ("广东", "Guangdong"),
        ["45"] = ("广西", "Guangxi"),
        ["46"] = ("海南", "Hainan"),
        ["50"] = ("重庆", "Chongqing"),
        ["51"] = ("四川", "Sichuan"),
        ["52"] = ("贵州", "Guizhou"),
        ["53"] = ("云南", "Yunnan"),
        ["54"] = ("西藏", "Tibet"),
        ["61"] = ("陕西", "Shaanxi"),
        ["62"] = ("甘肃", "Gansu"),
        ["63"] = ("青海", "Qinghai"),
        ["64"] = ("宁夏", "Ningxia"),
        ["65"] = ("新疆", "Xinjiang"),
        ["71"] = ("台湾", "Taiwan"),
        ["81"] = ("香港", "Hong Kong"),
        ["82"] = ("澳门", "Macao"),
    };

    /// <summary>Whether there is a province, or a municipality or region of that rank, with this code.</summary>
    public static bool IsKnown(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 6 && code.EndsWith("0000", StringComparison.Ordinal) && Names.ContainsKey(code[..2]);
    }

    /// <summary>Its short name; the code itself where there is none.</summary>
    public static string NameOf(string code) => IsKnown(code) ? Names[code[..2]].Chinese : code;

    /// <summary>Its name in English; the code itself where there is none.</summary>
    public static string EnglishOf(string code) => IsKnown(code) ? Names[code[..2]].English : code;

    /// <summary>The code of the province whose division an authority's unified social credit code names.</summary>
    public static string OfAuthority(string authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return authority[DivisionStart..(DivisionStart + 2)] + "0000";
    }
}
