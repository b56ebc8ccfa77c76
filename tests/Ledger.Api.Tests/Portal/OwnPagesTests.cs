namespace Ledger.Api.Tests.Portal;

/// <summary>A holder's pages in a real browser: every one at four widths, in two languages and, at one of them, dark, then each thing that one can do.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnPagesTests(PortalScene scene)
{
    [Theory]
    [InlineData(360, false)]
    [InlineData(768, true)]
    [InlineData(1_440, false)]
    [InlineData(320, true)]
    public async Task Every_page_fits_and_is_found_accessible(int width, bool english)
    {
        await scene.InspectAsync();
        List<string> wrong = [];
        foreach ((string name, string path, bool isSignedIn) in Looked())
        {
            await using BrowserPage page = await scene.OpenAsync(width, path, new Visitor(isSignedIn ? PortalScene.Holder : null, english, Dark: width == 768));
            await page.KeepPictureAsync($"{name}-{width}-{(english ? "en" : "zh")}");
            if (width < 400 && (name is "home" or "folder" or "show-form" or "acting"))
            {
                await page.TakeForGuideAsync(name, english);
            }

            wrong.AddRange((await page.ViolationsAsync()).Select(violation => $"{path} {width}: {violation}"));
            if (await page.ScrollsSidewaysAsync())
            {
                wrong.Add($"{path} {width}: scrolls sideways");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private IEnumerable<(string Name, string Path, bool IsSignedIn)> Looked() =>
    [
        ("home", "/", false),
        ("sign-in-needed", "/me", false),
        ("absent", "/nothing-here", false),
        ("folder", "/me", true),
        ("licence", $"/me/licences/{scene.Licence}", true),
        ("copy-form", $"/me/licences/{scene.Licence}/copy", true),
        ("show-form", $"/me/licences/{scene.Licence}/show", true),
        ("materials", "/me/materials", true),
        ("consents", "/me/consents", true),
        ("uses", "/me/uses", true),
        ("matters", "/me/matters", true),
        ("consent-form", $"/me/consents/new?item={Consents.ConsentBodies.FoodItem}", true),
        ("erasure", "/me/erasure", true),
        ("acting", "/me/acting", true),
        ("renewal", $"/me/licences/{scene.Licence}/renewal", true),
    ];
}
