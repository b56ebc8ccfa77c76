namespace Ledger.Api.Tests.Portal;

/// <summary>Pictures of a holder's pages for the guide, as wide as a phone.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnPagesTests(PortalScene scene)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_guide_shows_pages_as_they_are(bool english)
    {
        await using BrowserPage page = await scene.OpenAsync(360, "/", new Visitor(PortalScene.Holder, english));
        foreach ((string name, string path) in new[] { ("home", "/"), ("folder", "/me"), ("show-form", $"/me/licences/{scene.Licence}/show"), ("acting", "/me/acting") })
        {
            await page.Page.GotoAsync(new Uri(scene.Node.Address, path).ToString());
            await page.TakeForGuideAsync(name, english);
        }
    }
}
