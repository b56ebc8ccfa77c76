using System.Text.Json.Nodes;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Materials;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a holder does, from end to end in a real browser that runs no scripts: copies, showing, consents, uses, signing out.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnFlowTests(PortalScene scene)
{
    private static readonly Visitor Holder = new(PortalScene.Holder, Scripts: false);

    [Theory]
    [InlineData(false, 360)]
    [InlineData(true, 1_440)]
    public async Task A_copy_is_made_downloaded_verified_and_withdrawn(bool english, int width)
    {
        string purpose = english ? "Opening an account" : "办理不动产抵押登记";
        await using BrowserPage page = await scene.OpenAsync(width, $"/me/licences/{scene.Licence}/copy", Holder with { English = english });
        await page.Page.ClickAsync("main button");
        Assert.Equal(english ? "There is a problem" : "有内容需要更正", await page.Page.InnerTextAsync(".faults h2"));
        Assert.Equal("true", await page.Page.GetAttributeAsync("#purpose", "aria-invalid"));
        Assert.NotEmpty(await page.Page.InnerTextAsync("#recipient-fault"));
        await page.KeepPictureAsync($"copy-faults-{width}-{(english ? "en" : "zh")}");

        await page.Page.FillAsync("#purpose", purpose);
        await page.Page.FillAsync("#recipient", "苏州示例银行");
        await page.Page.FillAsync("#days", "0");
        await page.Page.ClickAsync("main button");
        Assert.Equal(purpose, await page.Page.InputValueAsync("#purpose")); // nothing that was typed is lost
        Assert.Contains("365", await page.Page.InnerTextAsync("#days-fault"), StringComparison.Ordinal);

        await page.Page.FillAsync("#days", "7");
        await page.Page.ClickAsync("main button");
        Assert.Equal(english ? "The copy is made; download it below." : "加注件已制作，可在下方下载。", await page.Page.InnerTextAsync(".done"));
        await page.KeepPictureAsync($"copy-made-{width}-{(english ? "en" : "zh")}");
        ILocator copy = page.Page.Locator("main .list > li", new PageLocatorOptions { HasText = purpose });
        string file = Path.Combine(Path.GetTempPath(), $"copy-{Guid.NewGuid():N}.pdf");
        await (await page.Page.RunAndWaitForDownloadAsync(() => copy.GetByText("PDF").ClickAsync())).SaveAsAsync(file);
        Assert.StartsWith(english ? "✔ Valid" : "✔ 有效", await VerifyAsync(file, english), StringComparison.Ordinal);

        await copy.Locator("button").ClickAsync();
        Assert.Equal(english ? "The copy is withdrawn." : "加注件已撤回。", await page.Page.InnerTextAsync(".done"));
        Assert.Contains(english ? "Withdrawn" : "已撤回", await copy.InnerTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith(english ? "✘ Not valid" : "✘ 无效", await VerifyAsync(file, english), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task The_licence_comes_as_PDF_and_as_OFD()
    {
        await using BrowserPage page = await scene.OpenAsync(path: $"/me/licences/{scene.Licence}", visitor: Holder);
        foreach ((string link, string ending) in new[] { ("下载 PDF", ".pdf"), ("下载 OFD", ".ofd") })
        {
            IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync($"text={link}"));
            Assert.Equal(scene.Licence + ending, download.SuggestedFilename);
            await download.DeleteAsync();
        }
    }

    [Fact]
    public async Task What_was_handed_in_is_listed_and_comes_as_it_was()
    {
        byte[] file = MaterialCalls.Pdf("of the portal");
        string name = (string)(await scene.Node.Department.HandInAsync(file: file))["material"]!["name"]!;
        await using BrowserPage page = await scene.OpenAsync(360, "/me", Holder);
        await page.Page.ClickAsync("nav >> text=我的材料");
        Assert.Contains(name, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await page.KeepPictureAsync("materials-filled-360-zh");
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("main .list a"));
        Assert.Equal(file, await File.ReadAllBytesAsync(await download.PathAsync()));

        await page.Page.ClickAsync("nav >> text=我的证照");
        download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("text=导出为数据"));
        Assert.Contains(name, await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_shown_for_a_minute_and_verified_once()
    {
        await using BrowserPage page = await scene.OpenAsync(360, $"/me/licences/{scene.Licence}/show", Holder);
        await page.Page.GetByLabel("名称", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await page.Page.ClickAsync("main button");
        await page.KeepPictureAsync("showing-360-zh");
        string refresh = (await page.Page.GetAttributeAsync("meta[http-equiv=refresh]", "content"))!;
        Assert.StartsWith($"60;url=/me/licences/{scene.Licence}/show?fields=KZ_MC", refresh, StringComparison.Ordinal);
        string png = (await page.Page.GetAttributeAsync("main img", "src"))!;
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["code.png"], Convert.FromBase64String(png.Split(',')[1]));
        string scanned = Tool.Run("zbarimg", "zbar-tools", "--raw", "-q", folder["code.png"]).Trim();

        await using BrowserPage verifier = await scene.OpenAsync(360, "/", new Visitor(Scripts: false));
        await verifier.Page.FillAsync("#presentation", scanned);
        await verifier.Page.ClickAsync("text=核验亮证");
        Assert.Equal("✔ 有效", await verifier.VerdictAsync());
        Assert.Contains("上海澜川餐饮管理有限公司", await verifier.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        foreach (string part in new[] { "营业执照", "长宁区市场监督管理局（演示）", "名称" })
        {
            Assert.Contains(part, await verifier.Page.InnerTextAsync(".answer dl"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("KZ_", await verifier.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        Assert.DoesNotContain("欧阳", await verifier.Page.InnerTextAsync(".answer"), StringComparison.Ordinal);
        await verifier.KeepPictureAsync("presentation-360-zh");
        await verifier.Page.FillAsync("#presentation", scanned);
        await verifier.Page.ClickAsync("text=核验亮证");
        Assert.Equal("✘ 无效", await verifier.VerdictAsync());

        await page.Page.ClickAsync("text=重新出示");
        Assert.True(await page.Page.GetByLabel("名称", new PageGetByLabelOptions { Exact = true }).IsCheckedAsync());
    }

    [Fact]
    public async Task A_consent_is_read_and_withdrawn_and_a_use_is_told_in_a_sentence_and_objected_to()
    {
        await using BrowserPage page = await scene.OpenAsync(768, "/me/consents", Holder);
        JsonObject consent = ConsentBodies.Consent(TimeProvider.System.GetUtcNow());
        consent["count"] = 7; // by which it is told from what other tests grant
        consent["holder"] = new JsonObject { ["codeType"] = "001", ["code"] = "91310105MADEM0011P" };
        IAPIResponse granted = await page.Page.Context.APIRequest.PostAsync(new Uri(scene.Node.Address, "/api/v1/me/consents").ToString(), new APIRequestContextOptions
        {
            Data = consent.ToJsonString(),
            Headers = new Dictionary<string, string>
            {
                ["Content-Type"] = "application/json",
                ["Origin"] = scene.Node.Address.GetLeftPart(UriPartial.Authority),
                ["Idempotency-Key"] = Calls.NewKey(),
            },
        });
        Assert.True(granted.Status == 201, await granted.TextAsync());
        await page.Page.ReloadAsync();
        ILocator listed = page.Page.Locator("main .list > li", new PageLocatorOptions { HasText = "0 / 7 次" });
        string told = await listed.InnerTextAsync();
        foreach (string part in new[] { "食品经营许可", "普陀区卫生健康委员会（演示）", "营业执照（名称、住所）", "0 / 7 次", "有效" })
        {
            Assert.Contains(part, told, StringComparison.Ordinal);
        }

        await page.KeepPictureAsync("consents-filled-768-zh");
        await listed.Locator("button").ClickAsync();
        Assert.Equal("授权已撤回，立即生效。", await page.Page.InnerTextAsync(".done"));
        Assert.Contains("已撤回", await listed.InnerTextAsync(), StringComparison.Ordinal);

        await scene.InspectAsync();
        await page.Page.ClickAsync("nav >> text=使用记录");
        Assert.Contains("普陀区卫生健康委员会", await page.Page.InnerTextAsync("main .list > li"), StringComparison.Ordinal);

        await page.Page.ClickAsync("main .list summary");
        await page.Page.FillAsync("main .list textarea", "本店未接受过该次检查。");
        await page.Page.ClickAsync("main .list details button");
        Assert.Equal("异议已记入账本，使用单位可以看到。", await page.Page.InnerTextAsync(".done"));
        Assert.Contains("提出异议。", await page.Page.InnerTextAsync("main .list > li"), StringComparison.Ordinal);
        await page.KeepPictureAsync("uses-objected-768-zh");
    }

    [Fact]
    public async Task One_signs_out_and_is_out()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/me", visitor: new Visitor("陆景明", Scripts: false));
        await page.Page.ClickAsync("text=退出登录");
        Assert.Equal("您已退出登录", await page.Page.InnerTextAsync("h1"));
        await page.Page.GotoAsync(new Uri(scene.Node.Address, "/me").ToString());
        Assert.Equal("请先登录", await page.Page.InnerTextAsync("h1"));
    }

    [Fact]
    public async Task The_keyboard_alone_shows_a_code()
    {
        await using BrowserPage page = await scene.OpenAsync(path: $"/me/licences/{scene.Licence}/show", visitor: new Visitor(PortalScene.Holder));
        await page.TabToAsync("input[type=checkbox]");
        await page.Page.Keyboard.PressAsync("Space");
        await page.TabToAsync("main button");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync(".showing img");
    }

    [Fact]
    public async Task Large_letters_stay_until_they_are_put_back()
    {
        await using BrowserPage page = await scene.OpenAsync(360, "/me", new Visitor(PortalScene.Holder));
        Assert.Contains(scene.Licence, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal); // by which those of one type are told apart
        await page.Page.ClickAsync("text=大字版");
        await page.Page.ClickAsync("main .list a");
        Assert.Equal("24px", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).fontSize"));
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.KeepPictureAsync("licence-large-360-zh");
        await page.Page.ClickAsync("text=标准字号");
        Assert.Equal("18px", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).fontSize"));
    }

    private async Task<string> VerifyAsync(string file, bool english)
    {
        await using BrowserPage page = await scene.OpenAsync(visitor: new Visitor(Scripts: false, English: english));
        await page.Page.SetInputFilesAsync("#file", file);
        await page.Page.ClickAsync("form[action='/'] button");
        return await page.VerdictAsync();
    }
}
