using System.Text.RegularExpressions;
using Ledger.Api.Tests.Materials;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a holder does, from end to end in a real browser that runs no scripts: signing in and out, files, copies, large letters.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnFlowTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task One_signs_in_sees_what_is_ones_own_signs_out_and_is_out(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me");
        Assert.Equal(view.In("请先登录", "Sign in first"), await page.Page.InnerTextAsync("h1"));
        await page.ClickAsync($".tools >> text={view.In("登录", "Sign in")}");
        Assert.Equal(view.In("选择登录身份", "Sign in as"), await page.Page.InnerTextAsync("h2"));
        await page.ClickAsync($"text={PortalScene.Holder}");
        await page.Page.ArrivesAtAsync(new Regex("/me$"));
        Assert.Contains(scene.Licence, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        Assert.Contains(view.In("有效期", "Valid"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"own-folder-{view}");
        await page.ClickAsync($"text={view.In("退出登录", "Sign out")}");
        Assert.Equal(view.In("您已退出登录", "You have signed out"), await page.Page.InnerTextAsync("h1"));
        await page.FitsAsync();
        await page.Page.GotoAsync(new Uri(scene.Node.Address, "/me").ToString());
        Assert.Equal(view.In("请先登录", "Sign in first"), await page.Page.InnerTextAsync("h1"));
    }

    [Theory]
    [FlowViews]
    public async Task A_copy_is_made_downloaded_verified_and_withdrawn(FlowView view)
    {
        string purpose = view.In("办理不动产抵押登记", "Opening an account") + view.Number;
        await using BrowserPage page = await scene.OpenAsync(view, $"/me/licences/{scene.Licence}", PortalScene.Holder);
        await page.ClickAsync($"main >> text={view.In("制作加注件", "Make a copy for one use")}");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("有内容需要更正", "There is a problem"), await page.Page.InnerTextAsync(".faults h2"));
        Assert.Equal("true", await page.Page.GetAttributeAsync("#purpose", "aria-invalid"));
        Assert.NotEmpty(await page.Page.InnerTextAsync("#recipient-fault"));
        await page.KeepPictureAsync($"copy-faults-{view}");

        await page.Page.FillAsync("#purpose", purpose);
        await page.Page.FillAsync("#recipient", "苏州示例银行");
        await page.Page.FillAsync("#days", "0");
        await page.ClickAsync("main button");
        Assert.Equal(purpose, await page.Page.InputValueAsync("#purpose")); // nothing that was typed is lost
        Assert.Contains("365", await page.Page.InnerTextAsync("#days-fault"), StringComparison.Ordinal);

        await page.Page.FillAsync("#days", "7");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("加注件已制作，可在下方下载。", "The copy is made; download it below."), await page.Page.InnerTextAsync(".done"));
        await page.KeepPictureAsync($"copy-made-{view}");
        ILocator copy = page.Page.Locator("main .list > li", new PageLocatorOptions { HasText = purpose });
        using TemporaryFolder folder = new();
        foreach (string ending in new[] { "pdf", "ofd" })
        {
            await (await page.DownloadAsync(copy.Locator($"a[href$='/{ending}']"))).SaveAsAsync(folder[$"copy.{ending}"]);
            Assert.StartsWith(view.In("✔ 有效", "✔ Valid"), await scene.VerifyAsync(folder[$"copy.{ending}"], view), StringComparison.Ordinal);
        }

        await page.ClickAsync(copy.Locator("button"));
        Assert.Equal(view.In("加注件已撤回。", "The copy is withdrawn."), await page.Page.InnerTextAsync(".done"));
        Assert.Contains(view.In("已撤回", "Withdrawn"), await copy.InnerTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith(view.In("✘ 无效", "✘ Not valid"), await scene.VerifyAsync(folder["copy.pdf"], view), StringComparison.Ordinal);
    }

    [Theory]
    [FlowViews]
    public async Task The_licence_is_looked_at_and_comes_as_PDF_and_as_OFD(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me", PortalScene.Holder);
        await page.ClickAsync($"main .list a[href='/me/licences/{scene.Licence}']");
        Assert.True(await page.Page.Locator("main .sheet img").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
        await page.KeepPictureAsync($"own-licence-{view}");
        using TemporaryFolder folder = new();
        foreach ((string link, string ending) in new[] { (view.In("下载 PDF", "Download PDF"), ".pdf"), (view.In("下载 OFD", "Download OFD"), ".ofd") })
        {
            IDownload download = await page.DownloadAsync(page.Page.Locator($"main >> text={link}"));
            Assert.Equal(scene.Licence + ending, download.SuggestedFilename);
            await download.SaveAsAsync(folder[download.SuggestedFilename]);
            Assert.StartsWith(view.In("✔ 有效", "✔ Valid"), await scene.VerifyAsync(folder[download.SuggestedFilename], view), StringComparison.Ordinal);
        }
    }

    [Theory]
    [FlowViews]
    public async Task What_was_handed_in_is_listed_and_comes_as_it_was_and_all_is_taken_away(FlowView view)
    {
        byte[] file = MaterialCalls.Pdf($"of the portal {view}");
        System.Text.Json.Nodes.JsonObject plan = MaterialCalls.Plan();
        string name = $"平面图-{view}.pdf";
        plan["name"] = name;
        await scene.Node.Department.HandInAsync(plan, file);
        await using BrowserPage page = await scene.OpenAsync(view, "/me", PortalScene.Holder);
        await page.ClickAsync($"nav >> text={view.In("我的材料", "My materials")}");
        ILocator listed = page.Page.Locator("main .list > li", new PageLocatorOptions { HasText = name });
        await page.KeepPictureAsync($"materials-filled-{view}");
        IDownload download = await page.DownloadAsync(listed.Locator("a"));
        Assert.Equal(file, await File.ReadAllBytesAsync(await download.PathAsync()));

        await page.ClickAsync($"nav >> text={view.In("我的证照", "My licences")}");
        download = await page.DownloadAsync(page.Page.Locator($"text={view.In("导出为数据", "Export as data")}"));
        Assert.Contains(name, await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        download = await page.DownloadAsync(page.Page.Locator($"text={view.In("导出为 PDF", "Export as PDF")}"));
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [FlowViews]
    public async Task Large_letters_stay_until_they_are_put_back(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me", PortalScene.Holder);
        Assert.Contains(scene.Licence, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal); // by which those of one type are told apart
        await page.ClickAsync($"text={view.In("大字版", "Large text")}");
        await page.ClickAsync($"main .list a[href='/me/licences/{scene.Licence}']");
        Assert.Equal("24px", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).fontSize"));
        await page.KeepPictureAsync($"licence-large-{view}");
        await page.ClickAsync($"text={view.In("标准字号", "Normal text")}");
        Assert.Equal("18px", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).fontSize"));
    }
}
