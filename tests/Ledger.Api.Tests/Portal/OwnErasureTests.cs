using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Holdings;
using Ledger.Api.Tests.Materials;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Portal;

/// <summary>Who acts for a company has all of its data erased, in a real browser that runs no scripts, and keeps the certificate.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnErasureTests(PortalScene scene)
{
    private const string Person = "程望舒";
    private const string Company = "93330421MADEM2025A";

    [Theory]
    [FlowViews]
    public async Task Who_has_a_licence_in_force_is_told_why_not_and_who_has_none_is_erased(FlowView view)
    {
        await using (BrowserPage kept = await scene.OpenAsync(view, "/me", PortalScene.Holder))
        {
            await kept.ClickAsync($"text={view.In("删除我的数据", "Erase my data")}");
            Assert.Contains(scene.Licence, await kept.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            await kept.KeepPictureAsync($"erasure-refused-{view}");
        }

        JsonObject plan = MaterialCalls.Plan();
        plan["holder"] = new JsonObject { ["name"] = "嘉善绿禾农业专业合作社", ["codeType"] = "001", ["code"] = Company };
        await scene.Node.Department.HandInAsync(plan, MaterialCalls.Pdf($"to be erased {view}"));
        await using BrowserPage page = await scene.OpenAsync(view, "/me/materials", Person);
        Assert.Equal(1, await page.Page.Locator("main .list > li").CountAsync());
        await page.ClickAsync($"nav >> text={view.In("我的证照", "My licences")}");
        await page.ClickAsync($"text={view.In("删除我的数据", "Erase my data")}");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("有内容需要更正", "There is a problem"), await page.Page.InnerTextAsync(".faults h2"));
        await page.Page.CheckAsync("main input[type=checkbox]");
        await page.KeepPictureAsync($"erasure-asked-{view}");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("数据已删除", "Erased"), await page.Page.InnerTextAsync("h1"));
        await page.KeepPictureAsync($"erased-{view}");
        string certificate = (await page.Page.GetAttributeAsync("main a[download]", "href"))!;
        byte[] bytes = Convert.FromBase64String(certificate.Split(',')[1]);
        Assert.All(SignedStatement.Parse(bytes, ErasureEndpoints.Kind).Verify(scene.Node.Policy), check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.DoesNotContain(Company, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);

        await page.ClickAsync($"text={view.In("查看账本记录", "See the ledger's entry")}");
        Assert.StartsWith(view.In("账本记录", "Log entry"), await page.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await page.Page.GotoAsync(new Uri(scene.Node.Address, "/me/materials").ToString());
        Assert.Equal(0, await page.Page.Locator("main .list > li").CountAsync());
    }
}
