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
    private static readonly Visitor Holder = new(PortalScene.Holder, Scripts: false);

    [Theory]
    [InlineData(false, "2310105000991")]
    [InlineData(true, "2310105000993")]
    public async Task A_licence_that_ends_soon_is_renewed_by_one_confirmation_and_a_clerks_yes(bool english, string digits)
    {
        string T(string chinese, string text) => english ? text : chinese;
        string language = english ? "en" : "zh";
        await scene.Node.Department.HandInAsync(file: MaterialCalls.Pdf($"of the renewal {digits}"));
        string licence = await FoodAsync(digits);
        await using BrowserPage holder = await scene.OpenAsync(360, $"/me/licences/{licence}", Holder with { English = english });
        await holder.Page.ClickAsync($"main >> text={T("办理延续", "Renew")}");
        string shown = await holder.Page.InnerTextAsync("main");
        foreach (string part in english ? new[] { "Floor plan of the premises", "you hand in nothing", "The department looks at" } : ["平面图", "不用再交", "由部门核对", "持证主体的营业执照有效"])
        {
            Assert.Contains(part, shown, StringComparison.Ordinal);
        }

        await holder.KeepPictureAsync($"renewal-draft-360-{language}");
        await holder.Page.ClickAsync($"text={T("确认并提交", "Confirm and submit")}");
        string number = await holder.Page.InnerTextAsync("#application dd.code");
        Assert.Matches("^YX[0-9]{16}$", number);
        Assert.Equal(T("办理中", "With the department"), await holder.Page.InnerTextAsync("#application .tag"));

        await using BrowserPage clerk = await scene.OpenAsync(768, "/counter", new Visitor(PortalScene.Clerk, Scripts: false, English: english));
        await clerk.Page.ClickAsync($"nav >> text={T("延续申请", "Renewals")}");
        await clerk.KeepPictureAsync($"renewal-queue-768-{language}");
        await clerk.Page.ClickAsync($"main .list > li:has-text('{number}') a");
        string yes = $"button:text-is('{T("准予延续", "Renew it")}')";
        await clerk.Page.ClickAsync(yes); // nothing ticked
        Assert.NotEmpty(await clerk.Page.InnerTextAsync("#checked .fault-text"));
        await clerk.KeepPictureAsync($"renewal-decision-fault-768-{language}");
        foreach (Microsoft.Playwright.ILocator tick in await clerk.Page.Locator("input[name=checked]").AllAsync())
        {
            await tick.CheckAsync();
        }

        await clerk.Page.ClickAsync(yes);
        Assert.Equal(T("已办理，申请人可以看到结果。", "Done; the holder sees it."), await clerk.Page.InnerTextAsync(".done"));
        Assert.DoesNotContain(number, await clerk.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await holder.Page.ReloadAsync();
        Assert.Equal(T("已延续", "Renewed"), await holder.Page.InnerTextAsync("#application .tag"));
        await holder.KeepPictureAsync($"renewal-granted-360-{language}");
        await holder.Page.ClickAsync($"text={T("查看新证照", "Open the new licence")}");
        Assert.Contains(".002.", holder.Page.Url, StringComparison.Ordinal);
        Assert.Equal(T("有效", "Valid"), await holder.Page.InnerTextAsync("main .tag >> nth=0"));
    }

    [Fact]
    public async Task A_refusal_is_read_with_its_reason()
    {
        string licence = await FoodAsync("2310105000992");
        await using BrowserPage holder = await scene.OpenAsync(1_440, $"/me/licences/{licence}/renewal", new Visitor(PortalScene.Holder, English: true, Dark: true));
        Assert.Empty(await holder.ViolationsAsync());
        await holder.Page.ClickAsync("text=Confirm and submit");
        await using BrowserPage clerk = await scene.OpenAsync(360, "/counter/renewals", new Visitor(PortalScene.Clerk));
        Assert.Empty(await clerk.ViolationsAsync());
        Assert.False(await clerk.ScrollsSidewaysAsync());
        await clerk.Page.ClickAsync($"main .list a[href='/counter/renewals/{licence}']");
        Assert.Empty(await clerk.ViolationsAsync());
        Assert.False(await clerk.ScrollsSidewaysAsync());
        await clerk.KeepPictureAsync("renewal-decision-360-zh");
        await clerk.Page.FillAsync("#reason", "经营场所已搬迁，请先办理变更。");
        await clerk.Page.ClickAsync("button:text-is('不予延续')");
        await holder.Page.ReloadAsync();
        Assert.Equal("Refused", await holder.Page.InnerTextAsync("#application .tag"));
        Assert.Contains("请先办理变更", await holder.Page.InnerTextAsync("#application"), StringComparison.Ordinal);
        Assert.Equal(1, await holder.Page.Locator("text=Confirm and submit").CountAsync()); // one may apply again
        await holder.KeepPictureAsync("renewal-refused-1440-en");
    }

    private async Task<string> FoodAsync(string digits)
    {
        JsonObject body = CateringBodies.Food(digits);
        string last = DemoWorld.Text(LicenceDate.InChina(TimeProvider.System.GetUtcNow()).AddDays(25));
        (body["validFrom"], body["validTo"], body["fields"]!["YXQZ"]) = (DemoWorld.Text(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture).AddYears(-5).AddDays(1)), last, last);
        Answer issued = await scene.Node.Department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }
}
