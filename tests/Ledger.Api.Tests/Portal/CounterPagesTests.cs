using Ledger.Api.Tests.Composites;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a clerk does without a mouse, in a real browser.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterPagesTests(PortalScene scene)
{
    [Fact]
    public async Task The_keyboard_alone_suspends_a_licence_and_gives_it_back()
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food("2310105000881")))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(path: $"/counter/licences/{licence}/suspension", visitor: new Visitor(PortalScene.Clerk));
        foreach (string done in new[] { "证照已暂扣，核验即时可见。", "证照已发还，恢复有效。" })
        {
            await page.TabToAsync("#legalBasis");
            await page.Page.Keyboard.TypeAsync("《中华人民共和国食品安全法》第一百二十四条");
            await page.TabToAsync("#confirm");
            await page.Page.Keyboard.PressAsync("Space");
            await page.TabToAsync("main button");
            await page.Page.Keyboard.PressAsync("Enter");
            await page.Page.WaitForSelectorAsync(".done");
            Assert.Equal(done, await page.Page.InnerTextAsync(".done"));
            if (done.Contains("暂扣，", StringComparison.Ordinal))
            {
                await page.TabToAsync("a[href$='/resumption']");
                await page.Page.Keyboard.PressAsync("Enter");
                await page.Page.WaitForSelectorAsync("#confirm");
            }
        }
    }
}
