using System.Globalization;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Demo;

/// <summary>Many licences of three types, for the demonstration and the benchmarks.</summary>
internal static partial class DemoWorld
{
    private const string BusinessLicence = "11100000MBDEM901XT001";
    private const string FoodLicence = "11100000MBDEM901XT002";
    private const string PharmacyLicence = "11100000MB0341032Y002";

    private const long FirstFoodLicence = 2_310_105_000_100;

    // Some hold characters beyond the basic plane: names do, and printing them is where such systems fail.
    private static readonly string[] Representatives =
        ["沈知夏", "欧阳䶮𬭎", "陆景明", "㐀明远", "周慕白", "许清和", "林予安", "方若溪", "程望舒"];

    private static readonly string[] Streets =
    [
        "上海市长宁区愚园路1088弄2号101室", "上海市普陀区曹杨路450号3层", "上海市宝山区淞宝路104号",
        "江苏省苏州市吴江区太湖新城人民路300号", "江苏省南京市江宁区秣周东路12号", "浙江省杭州市滨江区江南大道588号20层",
        "浙江省嘉兴市嘉善县罗星街道体育南路8号", "安徽省合肥市蜀山区望江西路900号", "安徽省芜湖市镜湖区中山路77号",
    ];

    // Of the first hundred, every twentieth ends within ninety days: what a department and holders are reminded of.
    private const int Reminded = 100;
    private const int RemindedEvery = 20;
    private const int FirstReminded = 10;

    /// <summary>So many licences of the first three types, for the companies in turn; food licences of five years, of which five end in 25, 40, 55, 70 and 85 days.</summary>
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

    /// <summary>The printed number of a food licence: <c>JY</c>, 13 digits and their check digit.</summary>
    /// <param name="digits">Kind of business, division and sequence, 13 digits as a number.</param>
    public static string FoodLicenceNumber(long digits)
    {
        string text = digits.ToString("D13", CultureInfo.InvariantCulture);
        return $"JY{text}{Mod11x10.Compute(text)}";
    }

    private static DemoLicence Business(DemoHolder holder, string representative, string street, DateOnly today) =>
        new(BusinessLicence, IssuingAuthority, holder.Code, holder.Code, holder, today, null, new Dictionary<string, string>
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
        string number = FoodLicenceNumber(FirstFoodLicence + i);
        DateOnly last = i < Reminded && i % RemindedEvery == FirstReminded ? today.AddDays(25 + ((i - FirstReminded) * 3 / 4)) : today.AddYears(5).AddDays(-1);
        return new(FoodLicence, IssuingAuthority, number, number, holder, last.AddYears(-5).AddDays(1), last, new Dictionary<string, string>
        {
            ["JYZMC"] = holder.Name,
            ["SHXYDM"] = holder.Code,
            ["FDDBR"] = representative,
            ["ZS"] = street,
            ["JYCS"] = street,
            ["ZTYT"] = "餐饮服务经营者（小型餐饮）",
            ["JYXM"] = "热食类食品制售；冷食类食品制售；自制饮品制售",
            ["XKZBH"] = number,
            ["YXQZ"] = Text(last),
            ["RCJDGLJG"] = "新华路市场监督管理所（演示）",
            ["TSJB"] = "12315",
            ["QFR"] = "姜南星",
        });
    }

    private static DemoLicence Pharmacy(int i, DemoHolder holder, string representative, string street, DateOnly today)
    {
        (string serial, string number) = (string.Create(CultureInfo.InvariantCulture, $"310DA{i:D4}"), string.Create(CultureInfo.InvariantCulture, $"沪DA{i:D7}"));
        return new(PharmacyLicence, IssuingAuthority, serial, number, holder, today, today.AddYears(5).AddDays(-1), new Dictionary<string, string>
        {
            ["XKZBH"] = number,
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
    }
}
