using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;

namespace Ledger.Api.Tests.Portal;

/// <summary>The pages of a clerk and of a sealing officer in a real browser: every one at three widths and in two languages, then without a mouse.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterPagesTests(PortalScene scene)
{
    [Theory]
    [InlineData(360, false, PortalScene.Clerk)]
    [InlineData(768, true, PortalScene.Clerk)]
    [InlineData(1_440, false, PortalScene.Clerk)]
    [InlineData(360, true, PortalScene.SealingOfficer)]
    [InlineData(768, false, PortalScene.SealingOfficer)]
    [InlineData(1_440, true, PortalScene.SealingOfficer)]
    public async Task Every_page_fits_and_is_found_accessible(int width, bool english, string person)
    {
        List<string> wrong = [];
        string seal = Convert.ToHexStringLower(scene.Node.Node.Seals.List(DemoWorld.IssuingAuthority)[0].Handle.Span);
        await using BrowserPage page = await scene.OpenAsync(width, "/start", new Visitor(person, english, Dark: width == 768));
        foreach (string path in person == PortalScene.Clerk ? Looked() : LookedBySealing($"/counter/seals/{seal}"))
        {
            await page.Page.GotoAsync(new Uri(scene.Node.Address, path).ToString());
            await page.KeepPictureAsync($"counter{path.Replace(scene.Licence, "licence", StringComparison.Ordinal).Replace(seal, "seal", StringComparison.Ordinal)[8..].Split('?')[0].Replace('/', '-')}-{width}-{(english ? "en" : "zh")}");
            wrong.AddRange((await page.ViolationsAsync()).Select(violation => $"{path} {width}: {violation}"));
            if (await page.ScrollsSidewaysAsync())
            {
                wrong.Add($"{path} {width}: scrolls sideways");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

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

    private static IEnumerable<string> LookedBySealing(string seal) => ["/counter/seals", "/counter/seals/new", seal, $"{seal}/uses", $"{seal}/grants/new", $"{seal}/freezing", $"{seal}/revocation"];

    private IEnumerable<string> Looked() =>
    [
        "/counter", "/counter/licences", "/counter/licences?state=valid&expiresTo=oops", $"/counter/licences/{scene.Licence}", $"/counter/licences/{scene.Licence}/suspension",
        $"/counter/licences/{scene.Licence}/revocation", "/counter/issue", "/counter/issue/11100000MBDEM901XT002", "/counter/imports", "/counter/imports/new", "/counter/systems", "/counter/systems/keys/new", "/counter/systems/keys/withdrawal", "/counter/objections",
        $"/counter/licences/{scene.Licence}/change",
    ];
}
