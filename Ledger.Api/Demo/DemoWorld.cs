using System.Globalization;

namespace Ledger.Api.Demo;

/// <summary>The authorities, holders and licences that the demonstration plays with. All of it is invented; every code passes its check.</summary>
internal static partial class DemoWorld
{
    /// <summary>The authority that issues the demonstration's licences.</summary>
    public const string IssuingAuthority = "11310105MBDEM0015E";

    /// <summary>The four provinces.</summary>
    public static IReadOnlyList<DemoProvince> Provinces { get; } =
    [
        new("shanghai", "310000", "上海市", "ledger.example/sh", "上海市大数据中心（演示）"),
        new("jiangsu", "320000", "江苏省", "ledger.example/js", "江苏省数据局（演示）"),
        new("zhejiang", "330000", "浙江省", "ledger.example/zj", "浙江省数据局（演示）"),
        new("anhui", "340000", "安徽省", "ledger.example/ah", "安徽省数据资源管理局（演示）"),
    ];

    /// <summary>The four provinces' authorities. Of each province the staff who sign in belong to the first.</summary>
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
        new("330000", "杭州市规划和自然资源局（演示）", "11330100MBDEM2029A"),
        new("330000", "浙江省民政厅（演示）", "11330000MBDEM20108"),
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

    /// <summary>A date as the interface writes it.</summary>
    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
