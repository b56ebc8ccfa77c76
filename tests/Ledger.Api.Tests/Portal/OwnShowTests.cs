using Ledger.Api.Tests.Documents;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>亮证 from end to end: chosen fields, a code that counts down, and somebody who verifies it.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnShowTests(PortalScene scene)
{
    private const string Left = "() => +getComputedStyle(document.querySelector('.clock b'), '::after').getPropertyValue('--left')";

    [Theory]
    [FlowViews]
    public async Task A_code_is_shown_for_a_minute_and_verified_once(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, $"/me/licences/{scene.Licence}", PortalScene.Holder);
        await page.ClickAsync($"main >> text={view.In("亮证", "Show it")}");
        ILocator name = page.Page.GetByLabel(view.In("名称", "Name"), new PageGetByLabelOptions { Exact = true });
        await name.CheckAsync();
        await page.ClickAsync("main button");
        await page.KeepPictureAsync($"showing-{view}");
        int left = await page.Page.EvaluateAsync<int>(Left);
        Assert.InRange(left, 1, 60);
        string refresh = (await page.Page.GetAttributeAsync("meta[http-equiv=refresh]", "content"))!;
        Assert.StartsWith($"60;url=/me/licences/{scene.Licence}/show?fields=KZ_MC", refresh, StringComparison.Ordinal);
        string png = (await page.Page.GetAttributeAsync("main img", "src"))!;
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["code.png"], Convert.FromBase64String(png.Split(',')[1]));
        string scanned = Tool.Run("zbarimg", "zbar-tools", "--raw", "-q", folder["code.png"]).Trim();

        await using BrowserPage verifier = await scene.OpenAsync(view);
        ILocator verify = verifier.Page.Locator("form[action='/presentation'] button");
        await verifier.Page.FillAsync("#presentation", scanned);
        await verifier.ClickAsync(verify);
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await verifier.VerdictAsync());
        Assert.Contains("上海澜川餐饮管理有限公司", await verifier.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        foreach (string part in new[] { view.In("营业执照", "Business licence"), "长宁区市场监督管理局（演示）", view.In("名称", "Name") })
        {
            Assert.Contains(part, await verifier.Page.InnerTextAsync(".answer dl"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("KZ_", await verifier.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        Assert.DoesNotContain("欧阳", await verifier.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        await verifier.KeepPictureAsync($"presentation-{view}");
        await verifier.Page.FillAsync("#presentation", scanned);
        await verifier.ClickAsync(verify);
        Assert.Equal(view.In("✘ 无效", "✘ Not valid"), await verifier.VerdictAsync());

        for (int i = 0; i < 50 && await page.Page.EvaluateAsync<int>(Left) == left; i++)
        {
            await Task.Delay(100);
        }

        Assert.InRange(await page.Page.EvaluateAsync<int>(Left), 0, left - 1);
        await page.ClickAsync($"text={view.In("重新出示", "Show it again")}");
        Assert.True(await name.IsCheckedAsync());
    }

    [Theory]
    [FlowViews]
    public async Task The_keyboard_alone_shows_a_code(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, $"/me/licences/{scene.Licence}/show", PortalScene.Holder);
        await page.TabToAsync("input[type=checkbox]");
        await page.Page.Keyboard.PressAsync("Space");
        await page.TabToAsync("main button");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync(".showing img");
        await page.FitsAsync();
    }
}
