using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>The start page in a real browser, as a person uses it: mouse, dropped file, keyboard alone, large letters.</summary>
[Collection(PortalScene.Collection)]
public sealed class BrowserTests(PortalScene scene)
{
    [Fact]
    public async Task A_file_is_picked_and_found_valid()
    {
        await using BrowserPage page = await scene.OpenAsync();
        await page.Page.SetInputFilesAsync("#file", scene.GoodFile);
        await page.Page.ClickAsync("button");
        Assert.Equal("✔ 有效", await page.VerdictAsync());
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync("valid");
        await page.TakeForGuideAsync("valid", english: false);
    }

    [Fact]
    public async Task A_changed_file_is_found_not_valid()
    {
        await using BrowserPage page = await scene.OpenAsync();
        await page.Page.SetInputFilesAsync("#file", scene.ChangedFile);
        await page.Page.ClickAsync("button");
        Assert.Equal("✘ 无效", await page.VerdictAsync());
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync("not-valid");
    }

    [Fact]
    public async Task Of_a_file_of_another_kind_nothing_can_be_told()
    {
        await using BrowserPage page = await scene.OpenAsync(360, visitor: new Visitor(Dark: true));
        await page.Page.SetInputFilesAsync("#file", new FilePayload { Name = "licence.ofd", MimeType = "application/ofd", Buffer = [.. "PK\u0003\u0004"u8, .. new byte[100]] });
        await page.Page.ClickAsync("button");
        Assert.Contains("无法判定", await page.VerdictAsync(), StringComparison.Ordinal);
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync("cannot-tell-dark-360");
    }

    [Fact]
    public async Task A_file_is_dropped_anywhere_on_the_field()
    {
        foreach ((float across, float down) in new[] { (0.05f, 0.1f), (0.95f, 0.1f), (0.5f, 0.5f), (0.05f, 0.9f), (0.95f, 0.9f) })
        {
            await using BrowserPage page = await scene.OpenAsync();
            await page.DropAsync(scene.GoodFile, ".drop", across, down);
            await page.Page.ClickAsync("button");
            Assert.Equal("✔ 有效", await page.VerdictAsync());
        }
    }

    [Fact]
    public async Task The_language_is_switched()
    {
        await using BrowserPage page = await scene.OpenAsync();
        await page.Page.ClickAsync("text=English");
        Assert.Equal("Verify a licence", await page.Page.InnerTextAsync("h1"));
        await page.Page.SetInputFilesAsync("#file", scene.GoodFile);
        await page.Page.ClickAsync("button");
        Assert.Equal("✔ Valid", await page.VerdictAsync());
        await page.TakeForGuideAsync("valid", english: true);
        await page.Page.ClickAsync("text=中文");
        Assert.Equal("核验电子证照", await page.Page.InnerTextAsync("h1"));
        await page.Page.GotoAsync(page.Page.Url);
        Assert.Equal("核验电子证照", await page.Page.InnerTextAsync("h1")); // a choice outlasts the page
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using BrowserPage page = await scene.OpenAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await page.Page.InnerTextAsync(":focus"));
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
        Assert.Equal("✔ 有效", await page.VerdictAsync());
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

    [Fact]
    public async Task The_printed_code_leads_to_the_standing()
    {
        await using BrowserPage page = await scene.OpenAsync(path: scene.QrPath);
        Assert.Equal("✔ 有效", await page.VerdictAsync());
        await page.KeepPictureAsync("standing");
    }

    [Fact]
    public async Task A_wrong_code_is_told_in_a_sentence()
    {
        await using BrowserPage page = await scene.OpenAsync(path: scene.QrPath[..^1] + "@");
        Assert.Contains("证照标识与查验码不匹配。", await page.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await page.KeepPictureAsync("wrong-code");
    }
}
