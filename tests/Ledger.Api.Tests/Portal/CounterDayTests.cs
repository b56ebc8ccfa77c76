using System.Globalization;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Importing;

namespace Ledger.Api.Tests.Portal;

/// <summary>The data of the day at the counter, in a real browser that runs no scripts.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterDayTests(PortalScene scene)
{
    private const string Suspended = "main .tiles a[href*='state=suspended']";

    [Theory]
    [FlowViews]
    public async Task What_is_done_is_counted_at_once_and_each_number_opens_what_it_counts(FlowView view)
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food($"231010500089{view.Number}")))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(view, "/counter", PortalScene.Clerk);
        int before = await CountAsync(page);
        Assert.Contains(view.In("签发：食品经营许可证", "Issued: Food business licence"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.ClickAsync($"main .list a[href='/counter/licences/{licence}']");
        await page.ClickAsync($"main a:text-is('{view.In("暂扣", "Suspend")}')");
        await page.Page.FillAsync("#legalBasis", "《中华人民共和国食品安全法》第一百二十四条");
        await page.Page.CheckAsync("#confirm");
        await page.ClickAsync("main form.panel button");
        Assert.Equal(view.In("证照已暂扣，核验即时可见。", "The licence is suspended; whoever verifies sees it at once."), await page.Page.InnerTextAsync(".done"));

        await page.ClickAsync($"nav >> text={view.In("部门窗口", "Counter")}");
        Assert.Equal(before + 1, await CountAsync(page));
        await page.KeepPictureAsync($"counter-day-{view}");
        await page.ClickAsync(Suspended);
        Assert.Contains(licence, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        Assert.Equal("suspended", await page.Page.InputValueAsync("#state"));

        // Listed by type and last day: it is found while its own last day is asked for, and not where it is over.
        await page.Page.SelectOptionAsync("#type", "11100000MBDEM901XT002");
        foreach ((string from, bool isFound) in new[] { ("2030-12-31", true), ("2031-01-01", false) })
        {
            await page.Page.FillAsync("#expiresFrom", from);
            await page.ClickAsync($"button:text-is('{view.In("列出", "List")}')");
            Assert.Equal(isFound, (await page.Page.InnerTextAsync("main")).Contains(licence, StringComparison.Ordinal));
        }

        await page.KeepPictureAsync($"counter-none-listed-{view}");
    }

    [Fact]
    public async Task Rows_that_an_import_was_refused_are_counted_and_those_of_a_dry_run_are_not()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/counter", visitor: new Visitor(PortalScene.Clerk, Scripts: false));
        int before = await RefusedAsync(page);
        await RefuseAsync(isDryRun: true);
        await page.Page.ReloadAsync();
        Assert.Equal(before, await RefusedAsync(page));
        await RefuseAsync(isDryRun: false);
        await page.Page.ReloadAsync();
        Assert.Equal(before + 1, await RefusedAsync(page));
    }

    private async Task RefuseAsync(bool isDryRun)
    {
        string file = ImportCalls.Rows(1, from: isDryRun ? 300 : 301) + "broken row\r\n";
        Assert.Equal(1, (await scene.Node.Department.ImportAsync(file, isDryRun ? "format=csv&dryRun=true" : "format=csv")).Counts().Refused);
    }

    private static async Task<int> RefusedAsync(BrowserPage page) =>
        int.Parse(await page.Page.InnerTextAsync("main .tiles a[href='/counter/imports'] b >> nth=0"), CultureInfo.InvariantCulture);

    private static async Task<int> CountAsync(BrowserPage page) => int.Parse(await page.Page.InnerTextAsync($"{Suspended} b"), CultureInfo.InvariantCulture);
}
