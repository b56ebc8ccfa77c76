using Ledger.Api.Tests.Documents;

namespace Ledger.Api.Tests.Portal;

/// <summary>The code on the paper, as a phone uses it: scanned off the rendered page by somebody else's scanner, opened at a phone's width or another.</summary>
[Collection(PortalScene.Collection)]
public sealed class PrintedCodeTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task The_code_on_the_printed_page_leads_to_the_standing(FlowView view)
    {
        using TemporaryFolder folder = new();
        _ = Tool.Run("pdftoppm", "poppler-utils", "-png", "-r", "150", "-f", "1", "-l", "1", "-singlefile", scene.GoodFile, folder["page"]);
        Uri scanned = new(Tool.Run("zbarimg", "zbar-tools", "--raw", "-q", folder["page.png"]).Trim());
        Assert.Equal(scene.QrPath, scanned.PathAndQuery);

        await using BrowserPage page = await scene.OpenAsync(view, scanned.PathAndQuery);
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        Assert.Contains(view.In("营业执照", "Business licence"), await page.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"printed-{view}");
    }
}
