using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Materials;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Portal;

/// <summary>免申即办 from end to end in a real browser that runs no scripts: one confirmation of the holder, a decision of the clerk, and the holder sees it.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnRenewalTests(PortalScene scene)
{
    private const int DaysLeft = 25;

    private static DateOnly Today => LicenceDate.InChina(TimeProvider.System.GetUtcNow());

    [Theory]
    [FlowViews]
    public async Task A_licence_that_ends_soon_is_renewed_by_one_confirmation_and_a_clerks_yes(FlowView view)
    {
        string digits = $"231010500097{view.Number}";
        await scene.Node.Department.HandInAsync(file: MaterialCalls.Pdf($"of the renewal {digits}"));
        string licence = await FoodAsync(digits);
        await using BrowserPage holder = await scene.OpenAsync(view, $"/me/licences/{licence}", PortalScene.Holder);
        await holder.ClickAsync($"main >> text={view.In("办理延续", "Renew")}");
        string shown = await holder.Page.InnerTextAsync("main");
        (string today, string last) = (DemoWorld.Text(Today), DemoWorld.Text(Today.AddDays(DaysLeft).AddYears(5)));
        foreach (string part in view.English
            ? new[] { "Floor plan of the premises", "you hand in nothing", "The department looks at", $"from the day of its issue to {last}", $"{DemoWorld.Text(Today.AddDays(DaysLeft + 1))} to {last}" }
            : ["平面图", "不用再交", "由部门核对", "持证主体的营业执照有效", $"自签发之日起至 {last}"])
        {
            Assert.Contains(part, shown, StringComparison.Ordinal);
        }

        await holder.KeepPictureAsync($"renewal-draft-{view}");
        await holder.ClickAsync($"text={view.In("确认并提交", "Confirm and submit")}");
        string number = await holder.Page.InnerTextAsync("#application dd.code");
        Assert.Matches("^YX[0-9]{16}$", number);
        Assert.Equal(view.In("办理中", "With the department"), await holder.Page.InnerTextAsync("#application .tag"));

        await using BrowserPage clerk = await scene.OpenAsync(view, "/counter", PortalScene.Clerk);
        await clerk.ClickAsync($"nav >> text={view.In("延续申请", "Renewals")}");
        await clerk.KeepPictureAsync($"renewal-queue-{view}");
        await clerk.ClickAsync($"main .list > li:has-text('{number}') a");
        string read = await clerk.Page.InnerTextAsync("main");
        Assert.Contains(view.In("由您核对", "For you to check"), read, StringComparison.Ordinal);
        Assert.DoesNotContain("you hand in", read, StringComparison.Ordinal);
        string yes = $"button:text-is('{view.In("准予延续", "Renew it")}')";
        await clerk.ClickAsync(yes); // nothing ticked
        Assert.Contains(view.In("勾选每一项", "tick it"), await clerk.Page.InnerTextAsync("#checked .fault-text"), StringComparison.Ordinal);
        await clerk.KeepPictureAsync($"renewal-decision-fault-{view}");
        foreach (Microsoft.Playwright.ILocator tick in await clerk.Page.Locator("input[name=checked]").AllAsync())
        {
            await tick.CheckAsync();
        }

        await clerk.ClickAsync(yes);
        Assert.Equal(view.In("已办理，申请人可以看到结果。", "Done; the holder sees it."), await clerk.Page.InnerTextAsync(".done"));
        Assert.DoesNotContain(number, await clerk.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await holder.Page.ReloadAsync();
        Assert.Equal(view.In("已延续", "Renewed"), await holder.Page.InnerTextAsync("#application .tag"));
        await holder.KeepPictureAsync($"renewal-granted-{view}");
        await holder.ClickAsync($"text={view.In("查看新证照", "Open the new licence")}");
        Assert.Contains(".002.", holder.Page.Url, StringComparison.Ordinal);
        Assert.Equal(view.In("有效", "Valid"), await holder.Page.InnerTextAsync("main .tag >> nth=0"));
        Assert.Contains(view.In($"{today} 至 {last}", $"{today} to {last}"), await holder.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await AssertOfferedAsync(holder, isInForce: true);

        // What it took the place of stands under a heading of its own, and nobody is led to show it.
        string renewed = new Uri(holder.Page.Url).AbsolutePath;
        await holder.Page.GotoAsync(new Uri(scene.Node.Address, "/me").ToString());
        Assert.Equal(1, await holder.Page.Locator($"main .list >> nth=0 >> a[href='{renewed}']").CountAsync());
        await holder.KeepPictureAsync($"folder-after-renewal-{view}");
        await holder.ClickAsync($"#ended + .list a[href='/me/licences/{licence}']");
        await AssertOfferedAsync(holder, isInForce: false);
        Assert.Equal(view.In("已延续", "Renewed"), await holder.Page.InnerTextAsync("#renewal"));
    }

    [Theory]
    [FlowViews]
    public async Task A_refusal_is_read_with_its_reason(FlowView view)
    {
        string licence = await FoodAsync($"231010500098{view.Number}");
        await using BrowserPage holder = await scene.OpenAsync(view.Width, $"/me/licences/{licence}/renewal", new Visitor(PortalScene.Holder, view.English, Dark: view.English));
        Assert.Empty(await holder.ViolationsAsync());
        await holder.ClickAsync($"text={view.In("确认并提交", "Confirm and submit")}");
        await using BrowserPage clerk = await scene.OpenAsync(view, "/counter/renewals", PortalScene.Clerk, scripts: true);
        Assert.Empty(await clerk.ViolationsAsync());
        await clerk.ClickAsync($"main .list a[href='/counter/renewals/{licence}']");
        Assert.Empty(await clerk.ViolationsAsync());
        await clerk.KeepPictureAsync($"renewal-decision-{view}");
        await clerk.Page.FillAsync("#reason", "经营场所已搬迁，请先办理变更。");
        await clerk.ClickAsync($"button:text-is('{view.In("不予延续", "Refuse it")}')");
        await holder.Page.ReloadAsync();
        Assert.Equal(view.In("不予延续", "Refused"), await holder.Page.InnerTextAsync("#application .tag"));
        Assert.Contains("请先办理变更", await holder.Page.InnerTextAsync("#application"), StringComparison.Ordinal);
        Assert.Equal(1, await holder.Page.Locator($"text={view.In("确认并提交", "Confirm and submit")}").CountAsync()); // one may apply again
        await holder.KeepPictureAsync($"renewal-refused-{view}");
    }

    private static async Task AssertOfferedAsync(BrowserPage page, bool isInForce)
    {
        foreach (string act in new[] { "show", "copy" })
        {
            Assert.Equal(isInForce ? 1 : 0, await page.Page.Locator($"main a[href$='/{act}']").CountAsync());
        }
    }

    private async Task<string> FoodAsync(string digits)
    {
        JsonObject body = CateringBodies.Food(digits);
        string last = DemoWorld.Text(Today.AddDays(DaysLeft));
        (body["validFrom"], body["validTo"], body["fields"]!["YXQZ"]) = (DemoWorld.Text(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture).AddYears(-5).AddDays(1)), last, last);
        Answer issued = await scene.Node.Department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }
}
