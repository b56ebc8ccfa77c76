using Ledger.Api.Tests.Documents;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What anybody does with a file, from end to end in a real browser that runs no scripts: answer, checks, signed receipt, and the receipt checked.</summary>
[Collection(PortalScene.Collection)]
public sealed class VerifyFlowTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task A_PDF_is_verified_the_receipt_downloaded_and_found_genuine_and_a_changed_one_not(FlowView view)
    {
        using TemporaryFolder folder = new();
        await VerifyAsync(view, scene.GoodFile, folder["receipt.json"]);
        await using BrowserPage page = await scene.OpenAsync(view);
        await PickAsync(page, folder["receipt.json"]);
        Assert.Equal(view.In("✔ 回执真实", "✔ The receipt is genuine"), await page.VerdictAsync());
        Assert.Contains(scene.Licence, await page.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"receipt-genuine-{view}");

        byte[] receipt = await File.ReadAllBytesAsync(folder["receipt.json"]);
        receipt[receipt.AsSpan().IndexOf("valid"u8)] ^= 1;
        await File.WriteAllBytesAsync(folder["receipt.json"], receipt);
        await PickAsync(page, folder["receipt.json"]);
        Assert.Equal(view.In("✘ 回执无效", "✘ The receipt is not valid"), await page.VerdictAsync());
        Assert.DoesNotContain(scene.Licence, await page.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"receipt-changed-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task An_OFD_is_verified_and_the_receipt_comes_as_PDF_that_is_found_genuine(FlowView view)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["licence.ofd"], (await scene.Node.Department.ReadAsync($"{Calls.Licences}/{scene.Licence}/ofd")).Bytes);
        await VerifyAsync(view, folder["licence.ofd"], folder["receipt.json"]);
        await using BrowserPage page = await scene.OpenAsync(view);
        await page.Page.SetInputFilesAsync("#file", folder["licence.ofd"]);
        await (await page.DownloadAsync(page.Page.Locator("button[formaction='/receipt']"))).SaveAsAsync(folder["receipt.pdf"]);
        Assert.Contains(scene.Licence, Tool.Run("pdftotext", "poppler-utils", folder["receipt.pdf"], "-").ReplaceLineEndings(""), StringComparison.Ordinal);
        await PickAsync(page, folder["receipt.pdf"]);
        Assert.Equal(view.In("✔ 回执真实", "✔ The receipt is genuine"), await page.VerdictAsync());
        await page.KeepPictureAsync($"receipt-pdf-{view}");
    }

    /// <summary>Verifies a licence's file, looks at what is told, and keeps the signed receipt.</summary>
    private async Task VerifyAsync(FlowView view, string file, string receipt)
    {
        await using BrowserPage page = await scene.OpenAsync(view);
        await PickAsync(page, file);
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        string answer = await page.Page.InnerTextAsync(".answer");
        foreach (string part in new[] { view.In("状态截至", "Status as of"), view.In("逐项核对", "What was checked"), view.In("营业执照", "Business licence"), scene.Licence })
        {
            Assert.Contains(part, answer, StringComparison.Ordinal);
        }

        ILocator group = page.Page.Locator(".answer details").First;
        await page.ClickAsync(group.Locator("summary"));
        Assert.NotNull(await group.GetAttributeAsync("open"));
        await page.KeepPictureAsync($"verified-{Path.GetExtension(file)[1..]}-{view}");
        await (await page.DownloadAsync(page.Page.Locator($"text={view.In("下载核验回执", "Download the signed receipt")}"))).SaveAsAsync(receipt);
    }

    private static async Task PickAsync(BrowserPage page, string file)
    {
        await page.Page.SetInputFilesAsync("#file", file);
        await page.ClickAsync("form[action='/'] button >> nth=0");
    }
}
