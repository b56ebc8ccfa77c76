using System.Globalization;

namespace Ledger.Api.Demo;

/// <summary>An authority of the demonstration.</summary>
/// <param name="Province">Division code of the province, for example <c>310000</c>.</param>
/// <param name="Name">Its name, which says 演示.</param>
/// <param name="Code">Unified social credit code.</param>
internal sealed record DemoAuthority(string Province, string Name, string Code);

/// <summary>A holder of the demonstration.</summary>
/// <param name="Name">An invented name.</param>
/// <param name="CodeType"><c>001</c> for an organisation, <c>111</c> for a person (GB/T 36903 Annex A).</param>
/// <param name="Code">A code that passes its checks and belongs to nobody.</param>
internal sealed record DemoHolder(string Name, string CodeType, string Code);

/// <summary>A licence of the demonstration, as a department would ask for it.</summary>
internal sealed record DemoLicence(
    string Type, string Serial, DemoHolder Holder, DateOnly From, DateOnly? To, IReadOnlyDictionary<string, string> Fields);

/// <summary>The authorities, holders and licences that the demonstration plays with. All of it is invented; every code passes its check.</summary>
internal static class DemoWorld
{
    /// <summary>The authority that issues the demonstration's licences.</summary>
    public const string IssuingAuthority = "11310105MBDEM0015E";

    private const string BusinessLicence = "11100000MBDEM901XT001";
    private const string FoodLicence = "11100000MBDEM901XT002";
    private const string PharmacyLicence = "11100000MB0341032Y002";

    // Some hold characters beyond the basic plane: names do, and printing them is where such systems fail.
    private static readonly string[] Representatives =
        ["沈知夏", "欧阳䶮𬭎", "陆景明", "㐀明远", "周慕白", "许清和", "林予安", "方若溪", "程望舒"];

    private static readonly string[] Streets =
    [
        "上海市长宁区愚园路1088弄2号101室", "上海市普陀区曹杨路450号3层", "上海市宝山区淞宝路104号",
        "江苏省苏州市吴江区太湖新城人民路300号", "江苏省南京市江宁区秣周东路12号", "浙江省杭州市滨江区江南大道588号20层",
        "浙江省嘉兴市嘉善县罗星街道体育南路8号", "安徽省合肥市蜀山区望江西路900号", "安徽省芜湖市镜湖区中山路77号",
    ];

    /// <summary>The four provinces.</summary>
    public static IReadOnlyList<DemoProvince> Provinces { get; } =
    [
        new("shanghai", "310000", "上海市", "ledger.example/sh", "上海市大数据中心（演示）"),
        new("jiangsu", "320000", "江苏省", "ledger.example/js", "江苏省数据局（演示）"),
        new("zhejiang", "330000", "浙江省", "ledger.example/zj", "浙江省数据局（演示）"),
        new("anhui", "340000", "安徽省", "ledger.example/ah", "安徽省数据资源管理局（演示）"),
    ];

    /// <summary>The four provinces' authorities.</summary>
    public static IReadOnlyList<DemoAuthority> Authorities { get; } =
    [
        new("310000", "长宁区市场监督管理局（演示）", IssuingAuthority),
        new("310000", "普陀区卫生健康委员会（演示）", "11310107MBDEM00236"),
        new("310000", "宝山区政务服务中心（演示）", "11310113MBDEM0031N"),
        new("310000", "上海市公安局（演示）", "11310000MBDEM004XE"),
        new("310000", "上海市人力资源和社会保障局（演示）", "11310000MBDEM0058E"),
        new("310000", "上海市大数据中心（演示）", "12310000MBDEM00666"),
        new("320000", "江苏省自然资源厅（演示）", "11320000MBDEM1018M"),
        new("320000", "苏州市住房公积金管理中心（演示）", "12320500MBDEM10267"),
        new("320000", "江苏省交通运输厅（演示）", "11320000MBDEM1034B"),
        new("320000", "江苏省数据局（演示）", "11320000MBDEM10426"),
        new("330000", "浙江省民政厅（演示）", "11330000MBDEM20108"),
        new("330000", "杭州市规划和自然资源局（演示）", "11330100MBDEM2029A"),
        new("330000", "嘉善县行政审批局（演示）", "11330421MBDEM20372"),
        new("340000", "安徽省公安厅（演示）", "11340000MBDEM3013W"),
        new("340000", "合肥市住房公积金管理中心（演示）", "12340100MBDEM3021R"),
        new("340000", "安徽省数据资源管理局（演示）", "11340000MBDEM303XF"),
    ];

    /// <summary>Companies first, then persons.</summary>
    public static IReadOnlyList<DemoHolder> Holders { get; } =
    [
        new("上海澜川餐饮管理有限公司", "001", "91310105MADEM0011P"),
        new("上海普惠康门诊部有限公司", "001", "91310107MADEM002XC"),
        new("上海宝石连锁药房有限公司", "001", "91310113MADEM00382"),
        new("苏州星泽智能装备有限公司", "001", "91320500MADEM1014Q"),
        new("南京通衢物流有限公司", "001", "91320100MADEM1022Y"),
        new("杭州拾光文化传媒有限公司", "001", "91330100MADEM2017Q"),
        new("嘉善绿禾农业专业合作社", "001", "93330421MADEM2025A"),
        new("合肥云杉新材料有限公司", "001", "91340100MADEM301X8"),
        new("芜湖李记面馆", "001", "92340200MADEM3028A"),
        new("沈知夏", "111", "310100198806120023"),
        new("陆景明", "111", "310100197903050018"),
        new("顾安然", "111", "310100202402180045"),
        new("周慕白", "111", "320100199109230039"),
        new("许清和", "111", "320100198501140025"),
        new("林予安", "111", "330100199611300057"),
        new("方若溪", "111", "330100199307080061"),
        new("程望舒", "111", "340100198704210074"),
        new("何语桐", "111", "340100200002290081"),
        new("姜南星", "111", "340100196505190091"),
    ];

    /// <summary>So many licences of the first three types, for the companies in turn.</summary>
    public static IEnumerable<DemoLicence> Licences(int count, DateOnly today)
    {
        DemoHolder[] companies = [.. Holders.Where(holder => holder.CodeType == "001")];
        for (int i = 0; i < count; i++)
        {
            DemoHolder holder = companies[i % companies.Length];
            (string representative, string street) = (Representatives[i % Representatives.Length], Streets[i % Streets.Length]);
            yield return i < companies.Length ? Business(holder, representative, street, today)
                : i % 2 == 0 ? Food(i, holder, representative, street, today)
                : Pharmacy(i, holder, representative, street, today);
        }
    }

    private static DemoLicence Business(DemoHolder holder, string representative, string street, DateOnly today) =>
        new(BusinessLicence, holder.Code, holder, today, null, new Dictionary<string, string>
        {
            ["TYSHXYDM"] = holder.Code,
            ["MC"] = holder.Name,
            ["LX"] = "有限责任公司（自然人投资或控股）",
            ["FDDBR"] = representative,
            ["ZCZB"] = "人民币壹佰万元整",
            ["CLRQ"] = Text(today.AddYears(-3)),
            ["YYQX"] = "长期",
            ["ZS"] = street,
            ["JYFW"] = "许可项目：食品销售；餐饮服务；药品零售。一般项目：食用农产品零售；日用百货销售；信息咨询服务（不含许可类信息咨询服务）。"
                + "（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
            ["DJJG"] = Authorities[0].Name,
            ["DJRQ"] = Text(today),
        });

    private static DemoLicence Food(int i, DemoHolder holder, string representative, string street, DateOnly today)
    {
        string number = "JY" + (23101050001000L + i).ToString(CultureInfo.InvariantCulture);
        return new(FoodLicence, number, holder, today, today.AddYears(5).AddDays(-1), new Dictionary<string, string>
        {
            ["JYZMC"] = holder.Name,
            ["SHXYDM"] = holder.Code,
            ["FDDBR"] = representative,
            ["ZS"] = street,
            ["JYCS"] = street,
            ["ZTYT"] = "餐饮服务经营者（小型餐饮）",
            ["JYXM"] = "热食类食品制售；冷食类食品制售；自制饮品制售",
            ["XKZBH"] = number,
            ["YXQZ"] = Text(today.AddYears(5).AddDays(-1)),
            ["RCJDGLJG"] = "新华路市场监督管理所（演示）",
            ["TSJB"] = "12315",
            ["QFR"] = "姜南星",
        });
    }

    private static DemoLicence Pharmacy(int i, DemoHolder holder, string representative, string street, DateOnly today) =>
        new(PharmacyLicence, "310DA" + i.ToString("D4", CultureInfo.InvariantCulture), holder, today, today.AddYears(5).AddDays(-1), new Dictionary<string, string>
        {
            ["XKZBH"] = "沪DA" + i.ToString("D7", CultureInfo.InvariantCulture),
            ["QYMC"] = holder.Name,
            ["TYSHXYDM"] = holder.Code,
            ["ZCDZ"] = street,
            ["FDDBR"] = representative,
            ["ZYFZR"] = representative,
            ["ZLFZR"] = "何语桐",
            ["CKDZ"] = street,
            ["JYFS"] = "零售",
            ["JYFW"] = "中药饮片、中成药、化学药、生物制品（限预防性生物制品除外）",
            ["YXQZ"] = Text(today.AddYears(5).AddDays(-1)),
        });

    /// <summary>A date as the interface writes it.</summary>
    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
