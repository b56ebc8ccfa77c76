using System.Net;
using System.Text;
using Ledger.Api.Tests.Consents;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a holder does before applying for something, in a real browser that runs no scripts: look what is needed, allow it, confirm what a clerk wrote down.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnMattersTests(PortalScene scene)
{
    private static readonly Visitor Holder = new(PortalScene.Holder, Scripts: false);

    [Fact]
    public async Task What_an_item_needs_is_looked_at_and_allowed_on_pages()
    {
        await using BrowserPage page = await scene.OpenAsync(360, "/me/matters", Holder);
        await page.Page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#item-fault"));
        await page.Page.SelectOptionAsync("#item", ConsentBodies.FoodItem);
        await page.Page.ClickAsync("main button");
        Assert.Contains("营业执照", await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.KeepPictureAsync("matters-checked-360-zh");
        await page.Page.ClickAsync("text=授权部门查看这些证照");
        await page.Page.FillAsync("#days", "31");
        await page.Page.ClickAsync("main button");
        Assert.Contains("30", await page.Page.InnerTextAsync("#days-fault"), StringComparison.Ordinal);
        Assert.Equal("31", await page.Page.InputValueAsync("#days"));
        await page.KeepPictureAsync("consent-form-fault-360-zh");
        await page.Page.FillAsync("#days", "3");
        await page.Page.ClickAsync("main button");
        Assert.Equal("授权已记入账本。", await page.Page.InnerTextAsync(".done"));
        Assert.Contains("0 / 1 次", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Page.ClickAsync("main .list button >> nth=0");
    }

    [Fact]
    public async Task What_a_clerk_wrote_down_is_confirmed_by_the_code_and_by_no_other()
    {
        System.Text.Json.Nodes.JsonObject request = ConsentBodies.Request();
        request["holder"] = new System.Text.Json.Nodes.JsonObject { ["codeType"] = "001", ["code"] = "91310105MADEM0011P" };
        Answer opened = await scene.Node.Department.PostJsonAsync("/api/v1/consent-requests", Encoding.UTF8.GetBytes(request.ToJsonString()), Calls.NewKey());
        Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
        await using BrowserPage page = await scene.OpenAsync(768, "/me/consents", Holder);
        Assert.Contains("等待您确认", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Page.ClickAsync("main .list a");
        foreach (string wrong in new[] { "12", opened["code"] == "00000000" ? "00000001" : "00000000" })
        {
            await page.Page.FillAsync("#code", wrong);
            await page.Page.ClickAsync("main button");
            Assert.NotEmpty(await page.Page.InnerTextAsync("#code-fault"));
        }

        await page.KeepPictureAsync("consent-confirm-fault-768-zh");
        await page.Page.FillAsync("#code", opened["code"]);
        await page.Page.ClickAsync("main button");
        Assert.Equal("授权已记入账本。", await page.Page.InnerTextAsync(".done"));
        Assert.DoesNotContain("等待您确认", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }
}
