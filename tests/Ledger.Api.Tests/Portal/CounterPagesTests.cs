using Ledger.Api.Tests.Composites;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a clerk does without a mouse, in a real browser.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterPagesTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task The_keyboard_alone_suspends_a_licence_and_gives_it_back(FlowView view)
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food($"231010500094{view.Number}")))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(view, $"/counter/licences/{licence}/suspension", PortalScene.Clerk);
        foreach (string done in new[] { view.In("证照已暂扣，核验即时可见。", "The licence is suspended; whoever verifies sees it at once."), view.In("证照已发还，恢复有效。", "The licence is given back and counts again.") })
        {
            await page.TabToAsync("#legalBasis");
            await page.Page.Keyboard.TypeAsync("《中华人民共和国食品安全法》第一百二十四条");
            await page.TabToAsync("#confirm");
            await page.Page.Keyboard.PressAsync("Space");
            await page.TabToAsync("main button");
            await page.Page.Keyboard.PressAsync("Enter");
            await page.Page.WaitForSelectorAsync(".done");
            Assert.Equal(done, await page.Page.InnerTextAsync(".done"));
            await page.FitsAsync();
            if (done == view.In("证照已暂扣，核验即时可见。", "The licence is suspended; whoever verifies sees it at once."))
            {
                await page.TabToAsync("a[href$='/resumption']");
                await page.Page.Keyboard.PressAsync("Enter");
                await page.Page.WaitForSelectorAsync("#confirm");
            }
        }

        await page.KeepPictureAsync($"counter-resumed-{view}");
    }
}
