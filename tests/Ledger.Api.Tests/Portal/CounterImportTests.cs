using System.Text;
using Ledger.Api.Tests.Importing;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>Imports at the counter, in a real browser that runs no scripts: tried, looked at, approved by another clerk, cancelled.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterImportTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task A_file_is_tried_imported_and_approved_by_another_clerk(FlowView view)
    {
        string rows = ImportCalls.Rows(PortalScene.RowsAlone + 1, from: 10 * view.Number);
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["rows.csv"], rows + "broken row\r\n");
        await using BrowserPage page = await scene.OpenAsync(view, "/counter/imports", PortalScene.Clerk);
        GuideReader guide = new(view.English);
        await page.ClickAsync($"nav >> text={guide.Next("批量导入", "Imports")}");
        await page.ClickAsync($"text={guide.Next("导入一个文件", "Import a file")}");
        await page.Page.SetInputFilesAsync("#file", folder["rows.csv"]);
        Assert.True(await page.Page.GetByLabel(guide.Next("试运行，不签发", "Only try it, issue nothing")).IsCheckedAsync());
        await page.ClickAsync($"main button:text-is('{guide.Next("提交", "Send it")}')");
        await ReloadUntilAsync(page, view.In("已完成，有被拒行", "Finished; rows stand refused"));
        Assert.Contains(view.In("可签发", "Would be issued"), await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-import-tried-{view}");
        IDownload errors = await page.DownloadAsync(page.Page.Locator($"text={view.In("下载错误清单", "Download the list of errors")}"));
        Assert.Contains("\n", await File.ReadAllTextAsync(await errors.PathAsync()), StringComparison.Ordinal);
        IDownload refused = await page.DownloadAsync(page.Page.Locator($"text={view.In("下载被拒行", "Download the refused rows")}"));
        Assert.Contains("broken row", await File.ReadAllTextAsync(await refused.PathAsync()), StringComparison.Ordinal);
        long before = scene.Node.LogSize;

        await File.WriteAllTextAsync(folder["rows.csv"], rows, Encoding.UTF8);
        await page.Page.GotoAsync(new Uri(scene.Node.Address, "/counter/imports/new").ToString());
        await page.Page.UncheckAsync("#dryRun");
        await page.Page.SetInputFilesAsync("#file", folder["rows.csv"]);
        await page.ClickAsync("main button");
        string import = page.Page.Url;
        Assert.Contains(view.In("待复核", "Waits for a second person"), await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(before, scene.Node.LogSize);
        await page.ClickAsync($"main a:text-is('{view.In("复核", "Approve")}')");
        await page.ClickAsync("main button");
        Assert.Contains(view.In("须由另一位经办人复核", "Another person has to approve"), await page.Page.InnerTextAsync(".faults"), StringComparison.Ordinal);

        await using BrowserPage second = await scene.OpenAsync(view, new Uri(import).AbsolutePath + "/approval", PortalScene.SecondClerk);
        await second.ClickAsync("main button");
        await ReloadUntilAsync(second, view.In("已完成", "Finished"));
        await second.KeepPictureAsync($"counter-import-done-{view}");
        Assert.True(scene.Node.LogSize > before);
    }

    [Theory]
    [FlowViews]
    public async Task What_waits_for_a_second_person_is_cancelled_and_nothing_is_issued(FlowView view)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["rows.csv"], ImportCalls.Rows(PortalScene.RowsAlone + 1, from: 100 + (10 * view.Number)), Encoding.UTF8);
        long before = scene.Node.LogSize;
        await using BrowserPage page = await scene.OpenAsync(view, "/counter", PortalScene.Clerk);
        await page.ClickAsync("main a[href='/counter/imports/new']");
        await page.Page.UncheckAsync("#dryRun");
        await page.Page.SetInputFilesAsync("#file", folder["rows.csv"]);
        await page.ClickAsync("main button");
        string import = new Uri(page.Page.Url).AbsolutePath;
        await page.ClickAsync($"nav >> text={view.In("批量导入", "Imports")}");
        Assert.Contains(view.In("待复核", "Waits for a second person"), await page.Page.InnerTextAsync($"main .list > li:has(a[href='{import}'])"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-imports-{view}");
        await page.ClickAsync($"main a[href='{import}']");
        await page.ClickAsync($"main a:text-is('{view.In("取消任务", "Cancel the import")}')");
        await page.ClickAsync("main form.panel button");
        Assert.Equal(view.In("已取消", "Cancelled"), await page.Page.InnerTextAsync("main [role=status]"));
        await page.KeepPictureAsync($"counter-import-cancelled-{view}");
        Assert.Equal(before, scene.Node.LogSize);
    }

    private static async Task ReloadUntilAsync(BrowserPage page, string state)
    {
        for (int i = 0; i < 100 && await page.Page.InnerTextAsync("main [role=status]") != state; i++)
        {
            await Task.Delay(100);
            await page.Page.ReloadAsync();
        }

        Assert.Equal(state, await page.Page.InnerTextAsync("main [role=status]"));
    }
}
