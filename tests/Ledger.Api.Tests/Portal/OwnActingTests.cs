using System.Net;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Portal;

/// <summary>A parent acts for a child, in a real browser that runs no scripts.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnActingTests(PortalScene scene)
{
    private const string Child = "310100202402180045";

    [Fact]
    public async Task A_parent_acts_for_a_child_every_page_says_so_and_a_form_opened_before_is_refused()
    {
        Answer issued = await scene.Node.OtherDepartment.IssueAsync(ActingEndpointsTests.Birth(TimeProvider.System.GetUtcNow(), number: 900));
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);

        // A session of its own: for whom it acts is kept with it, and the other tests' would act along.
        await using BrowserPage page = await scene.OpenAsync(360, "/start", new Visitor(Scripts: false));
        await page.Page.ClickAsync("main a.button");
        await page.Page.ClickAsync($"text={PortalScene.Holder}");
        await using BrowserPage before = await page.AnotherAsync("/me/erasure");
        await page.Page.ClickAsync("text=为企业或子女办理");
        await page.Page.ClickAsync("main button");
        Assert.Equal("有内容需要更正", await page.Page.InnerTextAsync(".faults h2"));

        await page.Page.CheckAsync("#who-minor");
        await page.Page.FillAsync("#number", "310107202103010040"); // nobody's child that the ledger knows
        await page.Page.ClickAsync("main button");
        Assert.Contains("出生医学证明", await page.Page.InnerTextAsync("#number-fault"), StringComparison.Ordinal);
        Assert.True(await page.Page.IsCheckedAsync("#who-minor"));
        await page.KeepPictureAsync("acting-fault-360-zh");

        await page.Page.FillAsync("#number", Child);
        await page.Page.ClickAsync("main button");
        Assert.Contains("出生医学证明", await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        Assert.DoesNotContain("营业执照", await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.KeepPictureAsync("acting-folder-360-zh");
        foreach (string path in new[] { "/", "/me", "/me/materials", "/me/consents", "/me/uses", "/me/matters" })
        {
            await page.Page.GotoAsync(new Uri(scene.Node.Address, path).ToString());
            Assert.Contains("顾安然", await page.Page.InnerTextAsync(".acting"), StringComparison.Ordinal);
            Assert.False(await page.ScrollsSidewaysAsync(), path);
        }

        await before.Page.ClickAsync("header button >> text=退出登录");
        Assert.Contains("表单不属于本次登录", await before.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.Page.ClickAsync("text=结束代办");
        Assert.Equal(0, await page.Page.Locator(".acting").CountAsync());
        Assert.Contains("营业执照", await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
    }
}
