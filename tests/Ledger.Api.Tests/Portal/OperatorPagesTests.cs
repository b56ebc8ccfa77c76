using Ledger.Api.Tests.Composites;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>The pages of operators and auditors in a real browser, and one entry of the log all its way.</summary>
[Collection(PortalScene.Collection)]
public sealed class OperatorPagesTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task An_operator_sees_what_was_done_drawn_minute_by_minute(FlowView view)
    {
        await scene.Node.Department.IssueAsync(CateringBodies.Food($"231010500092{view.Number}"));
        await using BrowserPage page = await scene.OpenAsync(view, "/start", "系统管理员");
        Assert.EndsWith("/operations", page.Page.Url, StringComparison.Ordinal);
        await page.TakeForGuideAsync(view.In("operations-zh", "operations-en"));
        Assert.Matches(view.In("至 [0-9-]{10}（还有 [0-9]+ 天）", "until [0-9-]{10} \\([0-9,]+ days\\)"), await page.Page.InnerTextAsync("main"));
        Assert.Equal(view.In("可签发", "Writes"), (await page.Page.InnerTextAsync("main .tiles b")).Trim());
        Assert.True(await page.Page.Locator("main .plot", new() { HasText = view.In("签发的证照", "Licences issued") }).Locator("rect").CountAsync() > 0);
        Assert.Contains("长宁区市场监督管理局", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"operations-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task An_auditor_finds_all_about_one_licence_and_takes_it_away(FlowView view)
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food($"231010500091{view.Number}")))["identifier"];
        await scene.Node.Department.ReadAsync($"{Calls.Licences}/{licence}");
        await scene.Node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        await using BrowserPage page = await scene.OpenAsync(view, "/audit", "审计员");
        await page.Page.FillAsync("#find", licence);
        await page.ClickAsync("main form button");
        Assert.DoesNotContain(licence, page.Page.Url, StringComparison.Ordinal);
        ILocator found = page.Page.Locator("main ol.list > li");
        Assert.Equal(1, await found.CountAsync());
        Assert.Contains("GET /api/v1/licences/{identifier}", await found.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(licence, await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"audit-found-{view}");
        IDownload export = await page.DownloadAsync(page.Page.Locator($"main >> text={view.In("导出", "Export")}"));
        Assert.Contains("\"proof\"", await File.ReadAllTextAsync(await export.PathAsync()), StringComparison.Ordinal);

        await page.ClickAsync($"text={view.In("看全部", "see all")}");
        await page.ClickAsync($"text={view.In("查看该条", "See it")}");
        Assert.StartsWith(view.In("账本记录", "Log entry"), await page.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await page.ClickAsync($"text={view.In("检查点全文与签名", "The checkpoint and its signatures")}");
        Assert.Contains(scene.Node.Node.Options.Origin, await page.Page.InnerTextAsync("main pre"), StringComparison.Ordinal);
    }

    [Theory]
    [FlowViews]
    public async Task One_record_is_followed_from_the_licence_to_the_chain(FlowView view)
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food($"231010500090{view.Number}")))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(view, $"/counter/licences/{licence}", PortalScene.Clerk);
        await page.ClickAsync("main ol.list a[href^='/records/']");
        ILocator anchor = page.Page.Locator("main section").Last;
        for (int i = 0; i < 150 && await anchor.Locator("dd").CountAsync() == 0; i++)
        {
            await Task.Delay(100);
            await page.Page.ReloadAsync();
        }

        string whole = await page.Page.InnerTextAsync("main");
        foreach (string step in new[] { view.In("1 事件", "1 Event"), view.In("2 叶子", "2 Leaf"), view.In("3 检查点", "3 Checkpoint"), view.In("4 见证", "4 Cosignatures"), view.In("5 上链", "5 Anchor"), scene.Chain.Options.Contract })
        {
            Assert.Contains(step, whole, StringComparison.OrdinalIgnoreCase);
        }

        // The chain itself has the anchor that the page shows, and the proof that it gives is of this log.
        Assert.Contains(long.Parse(await anchor.Locator("dd").First.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture), await scene.Chain.AnchoredSizesAsync());
        await page.KeepPictureAsync($"record-anchored-{view}");
        string proof = (await scene.Node.Anyone.ReadAsync((await page.Page.GetAttributeAsync("main a[href^='/log/proof/']", "href"))!)).Text;
        Assert.Contains(scene.Node.Node.Options.Origin, proof, StringComparison.Ordinal);
    }
}
