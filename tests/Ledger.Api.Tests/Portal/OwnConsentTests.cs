using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Portal;
using Ledger.Api.Tests.Consents;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a holder allowed, and who used it, in a real browser that runs no scripts: read, withdrawn, objected to.</summary>
[Collection(PortalScene.Collection)]
public sealed class OwnConsentTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task A_consent_is_read_and_withdrawn_and_a_use_is_told_in_a_sentence_and_objected_to(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me/consents", PortalScene.Holder);
        string times = view.In($"0 / {10 + view.Number} 次", $"0 of at most {10 + view.Number}"); // by which it is told from what other tests grant
        await GrantAsync(page, 10 + view.Number);
        await page.Page.ReloadAsync();
        ILocator listed = page.Page.Locator("main .list > li", new PageLocatorOptions { HasText = times });
        string told = await listed.InnerTextAsync();
        foreach (string part in view.English
            ? new[] { "New food business licence", "普陀区卫生健康委员会（演示）", "Business licence (Name, Domicile)", times, "Live" }
            : ["食品经营许可", "普陀区卫生健康委员会（演示）", "营业执照（名称、住所）", times, "有效"])
        {
            Assert.Contains(part, told, StringComparison.Ordinal);
        }

        await page.KeepPictureAsync($"consents-filled-{view}");
        await page.ClickAsync(listed.Locator("button"));
        Assert.Equal(view.In("授权已撤回，立即生效。", "The consent is withdrawn, as of now."), await page.Page.InnerTextAsync(".done"));
        Assert.Contains(view.In("已撤回", "Withdrawn"), await listed.InnerTextAsync(), StringComparison.Ordinal);

        await scene.InspectAsync();
        await page.ClickAsync($"nav >> text={view.In("使用记录", "Who used them")}");
        Assert.Contains("普陀区卫生健康委员会", await page.Page.InnerTextAsync("main .list > li"), StringComparison.Ordinal);
        Assert.Contains(view.In("（由 长宁区市场监督管理局（演示） 报备）", "registered by 长宁区市场监督管理局（演示）"), await page.Page.InnerTextAsync("main .list > li"), StringComparison.Ordinal);

        await page.ClickAsync("main .list summary");
        await page.Page.FillAsync("main .list textarea", "本店未接受过该次检查。");
        await page.ClickAsync("main .list details button");
        Assert.Equal(view.In("异议已记入账本，使用单位可以看到。", "Your objection is on the ledger; whoever made the use sees it."), await page.Page.InnerTextAsync(".done"));
        Assert.Contains(view.In("提出异议。", "You objected on"), await page.Page.InnerTextAsync("main .list > li"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"uses-objected-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task Beside_a_use_the_consent_it_stood_on_is_withdrawn_and_serves_no_other(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me/consents", PortalScene.Holder);
        string consent = await GrantAsync(page, 20 + view.Number);
        Assert.Equal(HttpStatusCode.Created, (await UseAsync(consent)).Status);
        await page.ClickAsync($"nav >> text={view.In("使用记录", "Who used them")}");
        await page.KeepPictureAsync($"uses-by-consent-{view}");
        await page.ClickAsync($"main .list > li form[action$='/{consent}/withdrawal'] button");
        Assert.Equal(view.In("授权已撤回，立即生效。", "The consent is withdrawn, as of now."), await page.Page.InnerTextAsync(".done"));
        Assert.Equal(HttpStatusCode.Forbidden, (await UseAsync(consent)).Status);
        await page.ClickAsync($"nav >> text={view.In("使用记录", "Who used them")}");
        Assert.Equal(0, await page.Page.Locator($"form[action$='/{consent}/withdrawal']").CountAsync());
    }

    [Fact]
    public async Task What_counts_stands_before_what_ended_and_each_authority_by_its_name_though_another_province_has_it()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/me/consents", visitor: new Visitor(PortalScene.Holder, Scripts: false));
        await GrantAsync(page, 31);
        await GrantAsync(page, 32);
        await page.Page.ReloadAsync();
        await page.Page.ClickAsync("main .list > li:has-text('0 / 32 次') button");
        await GrantAsync(page, 33);
        await page.Page.ReloadAsync();
        string listed = await page.Page.InnerTextAsync("main .list");
        int[] places = [.. ((int[])[33, 31, 32]).Select(count => listed.IndexOf($"0 / {count} 次", StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Equal("苏州市住房公积金管理中心（演示）", ShownStanding.NameOf(scene.Node.Node, "12320500MBDEM10267"));
    }

    private Task<Answer> UseAsync(string consent) =>
        scene.Node.OtherDepartment.PostJsonAsync("/api/v1/uses", ConsentBodies.Use(scene.Licence, ("kind", "consent"), ("consent", consent)), Calls.NewKey());

    /// <summary>Grants in the page's session, as a program of the holder's would; gives the consent's name.</summary>
    private async Task<string> GrantAsync(BrowserPage page, int count)
    {
        JsonObject consent = ConsentBodies.Consent(TimeProvider.System.GetUtcNow());
        consent["count"] = count;
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
        return (string)JsonNode.Parse(await granted.TextAsync())!["consent"]!;
    }
}
