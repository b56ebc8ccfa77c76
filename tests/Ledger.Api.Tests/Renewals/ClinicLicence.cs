using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Renewals;

/// <summary>医疗机构执业许可证 of the clinic 上海普惠康门诊部, issued by the health authority of Putuo.</summary>
internal static class ClinicLicence
{
    private static int _serial;

    public static DateOnly Today => LicenceDate.InChina(TimeProvider.System.GetUtcNow());

    /// <summary>Issues one that ends in so many days and was checked in time; gives its identifier.</summary>
    public static async Task<string> IssueAsync(HttpClient department, int days)
    {
        DateOnly last = Today.AddDays(days);
        JsonObject body = new()
        {
            ["type"] = "11100000MBDEM9028T001",
            ["issuer"] = DemoWorld.Authorities[1].Code,
            ["serial"] = string.Create(CultureInfo.InvariantCulture, $"CLINIC{Interlocked.Increment(ref _serial):D4}"),
            ["number"] = "PDY00001631010719D1202",
            ["holder"] = new JsonObject { ["name"] = "上海普惠康门诊部有限公司", ["codeType"] = "001", ["code"] = "91310107MADEM002XC" },
            ["validFrom"] = DemoWorld.Text(last.AddDays(1).AddYears(-5)),
            ["validTo"] = DemoWorld.Text(last),
            ["fields"] = new JsonObject
            {
                ["DJH"] = "PDY00001631010719D1202",
                ["JGMC"] = "上海普惠康门诊部有限公司",
                ["DZ"] = "上海市普陀区曹杨路450号3层",
                ["FDDBR"] = "陆景明",
                ["ZYFZR"] = "方若溪",
                ["SYZXS"] = "股份制",
                ["CW"] = "床位 0 张，牙椅 4 台",
                ["ZLKM"] = "内科；口腔科；中医科",
                ["YXQZ"] = DemoWorld.Text(last),
            },
            ["operator"] = "clerk-7",
        };
        Answer issued = await department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        JsonObject check = new() { ["passed"] = true, ["legalBasis"] = "《医疗机构管理条例》第二十一条", ["operator"] = "clerk-7" };
        Answer passed = await department.PostJsonAsync($"{Calls.Licences}/{issued["identifier"]}/checks", check, Calls.NewKey());
        Assert.True(passed.Status == HttpStatusCode.OK, passed.Text);
        return issued["identifier"];
    }
}
