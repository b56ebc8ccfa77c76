using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Composites;

/// <summary>What the department of 上海澜川餐饮 sends: business licence, food licence, composite licence.</summary>
internal static class CateringBodies
{
    public const string Old = "上海市长宁区愚园路1088弄2号101室";
    public const string New = "上海市长宁区天山路900号3层";

    private const string Name = "上海澜川餐饮管理有限公司";
    private const string Code = "91310105MADEM0011P";

    public static JsonObject Business() => Body("11100000MBDEM901XT001", "YZ2026000001", to: null, new JsonObject
    {
        ["TYSHXYDM"] = Code,
        ["MC"] = Name,
        ["LX"] = "有限责任公司",
        ["FDDBR"] = "欧阳䶮𬭎",
        ["CLRQ"] = "2023-03-01",
        ["ZS"] = Old,
        ["JYFW"] = "餐饮服务",
        ["DJJG"] = "长宁区市场监督管理局（演示）",
        ["DJRQ"] = "2026-03-01",
    });

    /// <param name="digits">Thirteen digits of the licence number; the check digit follows by itself.</param>
    public static JsonObject Food(string digits)
    {
        string number = $"JY{digits}{Mod11x10.Compute(digits)}";
        return Body("11100000MBDEM901XT002", number, "2030-12-31", new JsonObject
        {
            ["JYZMC"] = Name,
            ["SHXYDM"] = Code,
            ["FDDBR"] = "欧阳䶮𬭎",
            ["ZS"] = Old,
            ["JYCS"] = Old,
            ["ZTYT"] = "餐饮服务经营者",
            ["JYXM"] = "热食类食品制售",
            ["XKZBH"] = number,
            ["YXQZ"] = "2030-12-31",
            ["RCJDGLJG"] = "长宁区市场监督管理局（演示）",
            ["TSJB"] = "12315",
            ["QFR"] = "周慕白",
        });
    }

    public static JsonObject Composite(string serial, params string[] components) => Body("11310000MBDEM9052W001", serial, to: null, new JsonObject
    {
        ["BH"] = serial,
        ["JYZTMC"] = Name,
        ["TYSHXYDM"] = Code,
        ["JYCS"] = Old,
        ["HY"] = "餐饮",
        ["BHXKXM"] = string.Join('；', components.Select(component => $"食品经营许可证，{component}，2030-12-31")),
        ["FZJG"] = "长宁区市场监督管理局（演示）",
    });

    private static JsonObject Body(string type, string serial, string? to, JsonObject fields)
    {
        JsonObject body = new()
        {
            ["type"] = type,
            ["issuer"] = DemoWorld.IssuingAuthority,
            ["serial"] = serial,
            ["number"] = serial,
            ["holder"] = new JsonObject { ["name"] = Name, ["codeType"] = "001", ["code"] = Code },
            ["validFrom"] = "2026-01-01",
            ["fields"] = fields,
            ["operator"] = "clerk-1",
        };
        if (to is not null)
        {
            body["validTo"] = to;
        }

        return body;
    }
}
