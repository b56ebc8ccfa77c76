using Ledger.Api.Tests.Documents;

namespace Ledger.Api.Tests.Portal;

/// <summary>The code on the paper, as a phone uses it: scanned off the rendered page by somebody else's scanner, opened at a phone's width.</summary>
[Collection(PortalScene.Collection)]
public sealed class PrintedCodeTests(PortalScene scene)
{
    private const int PhoneWidth = 390;

    [Fact]
    public async Task The_code_on_the_printed_page_leads_a_phone_to_the_standing()
    {
        using TemporaryFolder folder = new();
        _ = Tool.Run("pdftoppm", "poppler-utils", "-png", "-r", "150", "-f", "1", "-l", "1", "-singlefile", scene.GoodFile, folder["page"]);
        Uri scanned = new(Tool.Run("zbarimg", "zbar-tools", "--raw", "-q", folder["page.png"]).Trim());
        Assert.Equal(scene.QrPath, scanned.PathAndQuery);

        await using BrowserPage page = await scene.OpenAsync(PhoneWidth, scanned.PathAndQuery);
        Assert.Equal("✔ 有效", await page.VerdictAsync());
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.KeepPictureAsync("phone");
    }
}
