using Ledger.Api.Tests.Documents;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What people print and file: the answer to a verification, and a licence's page. What one clicks is left out, what one reads is all there.</summary>
[Collection(PortalScene.Collection)]
public sealed class PrintTests(PortalScene scene)
{
    [Fact]
    public async Task The_answer_is_printed_with_every_check_and_nothing_to_click()
    {
        await using BrowserPage page = await scene.OpenAsync(visitor: new Visitor(Scripts: false));
        await page.Page.SetInputFilesAsync("#file", scene.GoodFile);
        await page.Page.ClickAsync("main button");
        string[] checks = await page.Page.Locator(".answer li").EvaluateAllAsync<string[]>("items => items.map((item) => item.textContent)");
        Assert.InRange(checks.Length, 20, 60);
        string printed = await PrintedAsync(page);
        Assert.All(checks.Append("✔ 有效").Append(scene.Licence), text => Assert.Contains(Squeezed(text), printed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_licence_s_page_is_printed_with_all_that_it_says()
    {
        await using BrowserPage page = await scene.OpenAsync(path: $"/me/licences/{scene.Licence}", visitor: new Visitor(PortalScene.Holder, Scripts: false));
        string[] says = await page.Page.Locator("main h1, main dt, main dd").EvaluateAllAsync<string[]>("items => items.map((item) => item.textContent)");
        Assert.Contains(scene.Licence, says);
        string printed = await PrintedAsync(page);
        Assert.All(says, text => Assert.Contains(Squeezed(text), printed, StringComparison.Ordinal));
    }

    /// <summary>The text on the paper, without blanks; nothing by which one finds one's way on a screen is on it.</summary>
    private static async Task<string> PrintedAsync(BrowserPage page)
    {
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (string screen in new[] { "nav", ".tools", "form", "footer", ".button" })
        {
            Assert.All(await page.Page.Locator(screen).EvaluateAllAsync<bool[]>("items => items.map((item) => item.checkVisibility())"), Assert.False);
        }

        using TemporaryFolder folder = new();
        await page.Page.PdfAsync(new PagePdfOptions { Path = folder["page.pdf"], Format = "A4" });
        return Squeezed(Tool.Run("pdftotext", "poppler-utils", "-raw", folder["page.pdf"], "-"));
    }

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
