using System.Net;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Portal;

/// <summary>A parent acts for a child, in a real browser that runs no scripts.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnActingTests(PortalScene scene)
{
    private const string Child = "310100202402180045";

    [Theory]
    [FlowViews]
    public async Task A_parent_acts_for_a_child_every_page_says_so_and_a_form_opened_before_is_refused(FlowView view)
    {
        Answer issued = await scene.Node.OtherDepartment.IssueAsync(ActingEndpointsTests.Birth(TimeProvider.System.GetUtcNow(), number: 900 + view.Number));
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);

        // A session of its own: for whom it acts is kept with it, and the other tests' would act along.
        await using BrowserPage page = await scene.OpenAsync(view, "/start");
        await page.ClickAsync("main a.button");
        await page.ClickAsync($"text={PortalScene.Holder}");
        await using BrowserPage before = await page.AnotherAsync("/me/erasure");
        await page.ClickAsync($"text={view.In("为企业或子女办理", "Act for a company or a child")}");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("有内容需要更正", "There is a problem"), await page.Page.InnerTextAsync(".faults h2"));

        await page.Page.CheckAsync("#who-minor");
        await page.Page.FillAsync("#number", "310107202103010040"); // nobody's child that the ledger knows
        await page.ClickAsync("main button");
        Assert.Contains(view.In("出生医学证明", "birth certificate"), await page.Page.InnerTextAsync("#number-fault"), StringComparison.Ordinal);
        Assert.True(await page.Page.IsCheckedAsync("#who-minor"));
        await page.KeepPictureAsync($"acting-fault-{view}");

        await page.Page.FillAsync("#number", Child);
        await page.ClickAsync("main button");
        Assert.Contains(view.In("出生医学证明", "Medical certificate of birth"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        Assert.DoesNotContain(view.In("营业执照", "Business licence"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"acting-folder-{view}");
        foreach (string path in new[] { "/", "/me", "/me/materials", "/me/consents", "/me/uses", "/me/matters" })
        {
            await page.Page.GotoAsync(new Uri(scene.Node.Address, path).ToString());
            Assert.Contains("顾安然", await page.Page.InnerTextAsync(".acting"), StringComparison.Ordinal);
            await page.FitsAsync();
        }

        await before.ClickAsync($"header button >> text={view.In("退出登录", "Sign out")}");
        Assert.Contains(view.In("表单不属于本次登录", "The form is none of this session"), await before.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.ClickAsync($"text={view.In("结束代办", "Stop")}");
        Assert.Equal(0, await page.Page.Locator(".acting").CountAsync());

        await page.ClickAsync($"text={view.In("为企业或子女办理", "Act for a company or a child")}");
        await page.Page.GetByLabel("上海澜川餐饮管理有限公司").CheckAsync();
        await page.ClickAsync("main button");
        Assert.Contains("上海澜川餐饮管理有限公司", await page.Page.InnerTextAsync(".acting"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"acting-company-{view}");
        await page.ClickAsync($"text={view.In("结束代办", "Stop")}");
        Assert.Equal(0, await page.Page.Locator(".acting").CountAsync());
        Assert.Contains(view.In("营业执照", "Business licence"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
    }
}
