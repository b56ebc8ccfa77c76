using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>Requests for licences of one company, right in every field, all of them of <see cref="IssuingLedger.Issuer"/> unless said.</summary>
internal static class SampleLicences
{
    public const string FoodType = "11100000MBDEM901XT002";
    public const string MedicineType = "11100000MB0341032Y002";
    public const string CompositeType = "11310000MBDEM9052W001";
    public const string Address = "上海市长宁区愚园路1088弄2号101室";

    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly To = new(2031, 2, 28);

    public static readonly HolderIdentity Lanchuan = new("上海澜川餐饮管理有限公司", "001", "91310105MADEM0011P");

    public static IssueLicence Business(HolderIdentity? holder = null, string serial = "YZ0001")
    {
        IssueLicence request = IssuingLedger.Request(serial);
        HolderIdentity of = holder ?? Lanchuan;
        return request with
        {
            Holder = of,
            Fields = new Dictionary<string, string>(request.Fields) { ["MC"] = of.Name, ["TYSHXYDM"] = of.Code, ["ZS"] = Address },
        };
    }

    public static IssueLicence Food(HolderIdentity? holder = null, string digits = "2310105000123", string issuer = IssuingLedger.Issuer)
    {
        HolderIdentity of = holder ?? Lanchuan;
        string number = $"JY{digits}{Mod11x10.Compute(digits)}";
        return new(
            FoodType, issuer, number, number, of, new Validity(From, To),
            new Dictionary<string, string>
            {
                ["JYZMC"] = of.Name,
                ["SHXYDM"] = of.Code,
                ["FDDBR"] = "欧阳䶮𬭎",
                ["ZS"] = Address,
                ["JYCS"] = Address,
                ["ZTYT"] = "餐饮服务经营者",
                ["JYXM"] = "热食类食品制售；冷食类食品制售",
                ["XKZBH"] = number,
                ["YXQZ"] = LicenceDate.Format(To),
                ["RCJDGLJG"] = "长宁区市场监督管理局（演示）",
                ["TSJB"] = "12315",
                ["QFR"] = "周慕白",
            },
            IssuingLedger.Ground);
    }

    public static IssueLicence Medicine(HolderIdentity? holder = null, string issuer = IssuingLedger.Stranger)
    {
        HolderIdentity of = holder ?? Lanchuan;
        return new(
            MedicineType, issuer, "YP0001", "沪CA0210001", of, new Validity(From, To),
            new Dictionary<string, string>
            {
                ["XKZBH"] = "沪CA0210001",
                ["QYMC"] = of.Name,
                ["TYSHXYDM"] = of.Code,
                ["ZCDZ"] = Address,
                ["FDDBR"] = "欧阳䶮𬭎",
                ["ZYFZR"] = "许清和",
                ["ZLFZR"] = "林予安",
                ["JYFS"] = "零售",
                ["JYFW"] = "中成药；化学药制剂",
                ["YXQZ"] = LicenceDate.Format(To),
            },
            IssuingLedger.Ground);
    }

    /// <summary>A composite licence whose face prints the licences that it brings together.</summary>
    public static IssueLicence Composite(HolderIdentity? holder = null, params IEnumerable<string> components)
    {
        HolderIdentity of = holder ?? Lanchuan;
        return new(
            CompositeType, IssuingLedger.Issuer, "CN2026000042", "CN2026000042", of, new Validity(From, null),
            new Dictionary<string, string>
            {
                ["BH"] = "CN2026000042",
                ["JYZTMC"] = of.Name,
                ["TYSHXYDM"] = of.Code,
                ["JYCS"] = Address,
                ["HY"] = "药店",
                ["BHXKXM"] = Printed(components),
                ["FZJG"] = "长宁区市场监督管理局（演示）",
            },
            IssuingLedger.Ground);
    }

    public static string Printed(IEnumerable<string> components) => string.Join(
        '；', components.Select(component => $"许可，{component}，{LicenceDate.Format(To)}"));
}
