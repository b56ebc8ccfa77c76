using Ledger.Api.Tests.Composites;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>The pages of operators and auditors in a real browser, and one entry of the log all its way.</summary>
[Collection(PortalScene.Collection)]
public sealed class OperatorPagesTests(PortalScene scene)
{
    [Fact]
    public async Task An_operator_sees_what_was_done_drawn_minute_by_minute()
    {
        await scene.Node.Department.IssueAsync(CateringBodies.Food("2310105000884"));
        await using BrowserPage page = await scene.OpenAsync(path: "/start", visitor: new Visitor("系统管理员", Scripts: false));
        Assert.EndsWith("/operations", page.Page.Url, StringComparison.Ordinal);
        await page.TakeForGuideAsync("operations-zh");
        await using (BrowserPage inEnglish = await scene.OpenAsync(path: "/operations", visitor: new Visitor("系统管理员", English: true, Scripts: false)))
        {
            Assert.Matches("until [0-9-]{10} \\([0-9]+ days\\)", await inEnglish.Page.InnerTextAsync("main"));
            await inEnglish.TakeForGuideAsync("operations-en");
        }

        Assert.Equal("可签发", (await page.Page.InnerTextAsync("main .tiles b")).Trim());
        Assert.True(await page.Page.Locator("main .plot", new() { HasText = "签发的证照" }).Locator("rect").CountAsync() > 0);
        Assert.Contains("长宁区市场监督管理局", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_finds_all_about_one_licence_and_takes_it_away()
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food("2310105000885")))["identifier"];
        await scene.Node.Department.ReadAsync($"{Calls.Licences}/{licence}");
        await scene.Node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        await using BrowserPage page = await scene.OpenAsync(path: "/audit", visitor: new Visitor("审计员", Scripts: false));
        await page.Page.FillAsync("#find", licence);
        await page.Page.ClickAsync("main form button");
        Assert.DoesNotContain(licence, page.Page.Url, StringComparison.Ordinal);
        ILocator found = page.Page.Locator("main ol.list > li");
        Assert.Equal(1, await found.CountAsync());
        Assert.Contains("GET /api/v1/licences/{identifier}", await found.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(licence, await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        IDownload export = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("text=导出"));
        Assert.Contains("\"proof\"", await File.ReadAllTextAsync(await export.PathAsync()), StringComparison.Ordinal);

        await page.Page.ClickAsync("text=看全部");
        await page.Page.ClickAsync("text=查看该条");
        Assert.StartsWith("账本记录", await page.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await page.Page.ClickAsync("text=检查点全文与签名");
        Assert.Contains(scene.Node.Node.Options.Origin, await page.Page.InnerTextAsync("main pre"), StringComparison.Ordinal);
    }
}
