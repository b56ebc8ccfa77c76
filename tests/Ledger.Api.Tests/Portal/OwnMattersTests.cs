using System.Net;
using System.Text;
using Ledger.Api.Tests.Consents;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a holder does before applying for something, in a real browser that runs no scripts: look what is needed, allow it, confirm what a clerk wrote down.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnMattersTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task What_an_item_needs_is_looked_at_allowed_and_taken_back_on_pages(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me", PortalScene.Holder);
        await page.ClickAsync("main a[href='/me/matters']");
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#item-fault"));
        await page.Page.SelectOptionAsync("#item", ConsentBodies.FoodItem);
        await page.ClickAsync("main button");
        Assert.Contains(view.In("营业执照", "Business licence"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"matters-checked-{view}");
        await page.ClickAsync($"text={view.In("授权部门查看这些证照", "Let the department read them")}");
        await page.Page.FillAsync("#days", "31");
        await page.ClickAsync("main button");
        Assert.Contains("30", await page.Page.InnerTextAsync("#days-fault"), StringComparison.Ordinal);
        Assert.Equal("31", await page.Page.InputValueAsync("#days"));
        await page.KeepPictureAsync($"consent-form-fault-{view}");
        await page.Page.FillAsync("#days", "3");
        await page.Page.FillAsync("#count", $"{30 + view.Number}"); // by which it is told from what other tests grant
        await page.ClickAsync("main button");
        Assert.Equal(view.In("授权已记入账本。", "The consent is on the ledger."), await page.Page.InnerTextAsync(".done"));
        ILocator granted = page.Page.Locator("main .list > li", new PageLocatorOptions { HasText = view.In($"0 / {30 + view.Number} 次", $"0 of at most {30 + view.Number}") });
        await page.KeepPictureAsync($"consent-granted-{view}");
        await page.ClickAsync(granted.Locator("button"));
        Assert.Equal(view.In("授权已撤回，立即生效。", "The consent is withdrawn, as of now."), await page.Page.InnerTextAsync(".done"));
        Assert.Contains(view.In("已撤回", "Withdrawn"), await granted.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [FlowViews]
    public async Task What_a_clerk_wrote_down_is_confirmed_by_the_code_and_by_no_other(FlowView view)
    {
        System.Text.Json.Nodes.JsonObject request = ConsentBodies.Request();
        request["holder"] = new System.Text.Json.Nodes.JsonObject { ["codeType"] = "001", ["code"] = "91310105MADEM0011P" };
        Answer opened = await scene.Node.Department.PostJsonAsync("/api/v1/consent-requests", Encoding.UTF8.GetBytes(request.ToJsonString()), Calls.NewKey());
        Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
        await using BrowserPage page = await scene.OpenAsync(view, "/me/consents", PortalScene.Holder);
        Assert.Contains(view.In("等待您确认", "Waiting for you"), await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync("main .list a");
        foreach (string wrong in new[] { "12", opened["code"] == "00000000" ? "00000001" : "00000000" })
        {
            await page.Page.FillAsync("#code", wrong);
            await page.ClickAsync("main button");
            Assert.NotEmpty(await page.Page.InnerTextAsync("#code-fault"));
        }

        await page.KeepPictureAsync($"consent-confirm-fault-{view}");
        await page.Page.FillAsync("#code", opened["code"]);
        await page.ClickAsync("main button");
        Assert.Equal(view.In("授权已记入账本。", "The consent is on the ledger."), await page.Page.InnerTextAsync(".done"));
        Assert.DoesNotContain(view.In("等待您确认", "Waiting for you"), await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }
}
