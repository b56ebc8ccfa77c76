using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>The start page in a real browser, as a person uses it: mouse, dropped file, keyboard alone, large letters.</summary>
[Collection(PortalScene.Collection)]
public sealed class BrowserTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task A_file_is_picked_and_found_valid(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, scripts: true);
        await page.Page.SetInputFilesAsync("#file", scene.GoodFile);
        await page.ClickAsync("main button");
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync($"valid-{view}");
        await page.TakeForGuideAsync("valid", view.English);
    }

    [Theory]
    [FlowViews]
    public async Task A_changed_file_is_found_not_valid(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, scripts: true);
        await page.Page.SetInputFilesAsync("#file", scene.ChangedFile);
        await page.ClickAsync("main button");
        Assert.Equal(view.In("✘ 无效", "✘ Not valid"), await page.VerdictAsync());
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync($"not-valid-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task Of_a_file_of_another_kind_nothing_can_be_told(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view.Width, visitor: new Visitor(English: view.English, Dark: true));
        await page.Page.SetInputFilesAsync("#file", new FilePayload { Name = "licence.ofd", MimeType = "application/ofd", Buffer = [.. "PK\u0003\u0004"u8, .. new byte[100]] });
        await page.ClickAsync("main button");
        Assert.Contains(view.In("无法判定", "Cannot tell"), await page.VerdictAsync(), StringComparison.Ordinal);
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync($"cannot-tell-dark-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task A_file_is_dropped_anywhere_on_the_field(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, scripts: true);
        foreach ((float across, float down) in new[] { (0.05f, 0.1f), (0.95f, 0.1f), (0.5f, 0.5f), (0.05f, 0.9f), (0.95f, 0.9f) })
        {
            await page.Page.GotoAsync(scene.Node.Address.ToString());
            await page.DropAsync(scene.GoodFile, ".drop", across, down);
            await page.ClickAsync("main button");
            Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        }
    }

    [Theory]
    [FlowViews]
    public async Task The_language_is_switched(FlowView view)
    {
        (string here, string there) = (view.In("核验电子证照", "Verify a licence"), view.In("Verify a licence", "核验电子证照"));
        await using BrowserPage page = await scene.OpenAsync(view);
        await page.ClickAsync($"text={view.In("English", "中文")}");
        Assert.Equal(there, await page.Page.InnerTextAsync("h1"));
        await page.Page.SetInputFilesAsync("#file", scene.GoodFile);
        await page.ClickAsync("main button");
        Assert.Equal(view.In("✔ Valid", "✔ 有效"), await page.VerdictAsync());
        await page.ClickAsync($"text={view.In("中文", "English")}");
        Assert.Equal(here, await page.Page.InnerTextAsync("h1"));
        await page.Page.GotoAsync(page.Page.Url);
        Assert.Equal(here, await page.Page.InnerTextAsync("h1")); // a choice outlasts the page
        await page.KeepPictureAsync($"switched-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task The_keyboard_alone_is_enough(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, scripts: true);
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal(view.In("跳到正文", "Skip to content"), await page.Page.InnerTextAsync(":focus"));
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("INPUT", await page.FocusedAsync());
        IFileChooser chooser = await page.Page.RunAndWaitForFileChooserAsync(() => page.Page.Keyboard.PressAsync("Space"));
        await chooser.SetFilesAsync(scene.GoodFile);
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("SUMMARY", await page.FocusedAsync()); // who uses a copy, which may stay closed
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("BUTTON", await page.FocusedAsync());
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        await page.FitsAsync();
    }

    [Fact]
    public async Task At_twice_the_size_nothing_scrolls_sideways()
    {
        // A window of 1280 pixels at 200 % has 640 to lay out in (WCAG 2.2, 1.4.4), at 400 % 320 (1.4.10).
        foreach (int width in new[] { 640, 320 })
        {
            await using BrowserPage page = await scene.OpenAsync(width);
            Assert.False(await page.ScrollsSidewaysAsync());
            await page.Page.SetInputFilesAsync("#file", scene.GoodFile);
            await page.Page.ClickAsync("button");
            await page.VerdictAsync();
            Assert.False(await page.ScrollsSidewaysAsync());
            await page.KeepPictureAsync($"width-{width}");
        }
    }

    [Theory]
    [FlowViews]
    public async Task Identifier_and_check_code_are_typed_and_lead_to_the_standing(FlowView view)
    {
        Dictionary<string, string> printed = scene.QrPath.Split('?')[1].Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        await using BrowserPage page = await scene.OpenAsync(view);
        await page.Page.GetByLabel(view.In("证照标识", "Identifier"), new PageGetByLabelOptions { Exact = true }).FillAsync(printed["id"]);
        await page.Page.GetByLabel(view.In("查验码", "Check code"), new PageGetByLabelOptions { Exact = true }).FillAsync(new string('0', 16));
        await page.ClickAsync($"button:text-is('{view.In("查询状态", "Ask for the status")}')");
        Assert.Contains(view.In("证照标识与查验码不匹配。", "Identifier and check code do not belong together."), await page.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"wrong-code-{view}");
        await page.Page.FillAsync("#id", printed["id"]);
        await page.Page.FillAsync("#code", printed["code"]);
        await page.ClickAsync($"button:text-is('{view.In("查询状态", "Ask for the status")}')");
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        Assert.Contains(printed["id"], await page.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"standing-{view}");
    }

    [Fact]
    public async Task A_wrong_code_is_told_in_a_sentence()
    {
        await using BrowserPage page = await scene.OpenAsync(path: scene.QrPath[..^1] + "@");
        Assert.Contains("证照标识与查验码不匹配。", await page.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
    }
}
