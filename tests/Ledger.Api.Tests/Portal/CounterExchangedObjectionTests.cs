using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.SignIn;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>Holders in Shanghai object to what Suzhou used; Suzhou's clerk reads and answers it at Jiangsu's counter, in a real browser that runs no scripts, over two nodes.</summary>
public sealed class CounterExchangedObjectionTests(ExchangeScene scene) : IClassFixture<ExchangeScene>, IAsyncLifetime
{
    private static readonly string Shanghai = DemoWorld.Provinces[0].Division;
    private static readonly string List = $"/counter/provinces/{Shanghai}/objections";

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    [Theory]
    [FlowViews]
    public async Task What_a_holder_elsewhere_objects_to_is_read_and_answered_at_the_counter_and_the_holder_sees_it(FlowView view)
    {
        string says = $"我没有在苏州办事 {view}。";
        using TestVisitor holder = scene.Visitor();
        JsonObject use = await UseAsync(scene.Department, holder);
        await ObjectAsync(holder, use, says);
        await ObjectAsync(holder, await UseAsync(scene.Sealed, holder), "密封的。"); // in the same browser: of one person's sessions ten are kept

        await using BrowserPage page = await OpenAsync(view, "/counter/objections");
        Assert.DoesNotContain(says, await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync($"main >> text={view.In("上海", "Shanghai")}");
        await page.Page.ArrivesAtAsync(new Uri(scene.HomeAddress, List));
        Assert.Equal(view.In("对在上海用证的异议", "Objections to uses in Shanghai"), await page.Page.InnerTextAsync("h1"));
        string told = await page.Page.InnerTextAsync("main");
        Assert.Contains("suzhou-2", told, StringComparison.Ordinal); // reads what is sealed to it, and nobody else does
        Assert.DoesNotContain("密封的。", told, StringComparison.Ordinal);
        ILocator listed = page.Page.Locator("main .list > li").Filter(new() { HasText = says });
        Assert.Contains(view.In("待答复", "Open"), await listed.InnerTextAsync(), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-objections-elsewhere-{view}");
        Assert.Empty(await PageJudge.FaultsAsync(page.Page, view.English));
        await page.ClickAsync(listed.Locator("a"));

        string address = page.Page.Url;
        string facts = await page.Page.InnerTextAsync("main dl");
        foreach (string part in view.English
            ? new[] { says, "operator clerk-9 took, for “核验经营主体” (食品经营许可新办), ", " fields of the holder's Business licence: ", "Name, Domicile", "BJ-2026-0042" }
            : [says, "经办 clerk-9 因“核验经营主体”（食品经营许可新办）取用了该主体的《营业执照》的 ", "名称、住所", "BJ-2026-0042"])
        {
            Assert.Contains(part, facts, StringComparison.Ordinal);
        }

        await page.Page.SelectOptionAsync("#outcome", "upheld");
        await page.Page.FillAsync("#text", "经办人误录。");
        await page.ClickAsync("main button");
        Assert.Contains(view.In("改正措施", "Where an objection is upheld, it is said"), await page.Page.InnerTextAsync("#correction-fault"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-objection-elsewhere-{view}");
        await page.Page.FillAsync("#correction", "已删除所取信息。");
        await page.ClickAsync("main button");
        Assert.StartsWith(view.In("答复已记入账本", "The answer is on the ledger"), await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
        Assert.Contains(view.In("已答复，成立", "Answered: upheld"), await listed.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.GotoAsync(address);
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());

        Answer uses = await holder.GetAsync("/api/v1/me/uses");
        Assert.True(uses.Status == HttpStatusCode.OK, uses.Text);
        JsonNode seen = uses.Json["uses"]!.AsArray().Single(one => (string)one!["use"]! == (string)use["use"]!)!;
        Assert.Equal(("upheld", "经办人误录。", "已删除所取信息。"), ((string)seen["answer"]!["outcome"]!, (string)seen["answer"]!["text"]!, (string)seen["answer"]!["correction"]!));
    }

    [Fact]
    public async Task Nobody_reads_there_what_was_used_by_others_and_a_province_that_does_not_answer_is_told()
    {
        using TestVisitor holder = scene.Visitor();
        JsonObject sealedUse = await UseAsync(scene.Sealed, holder);
        long index = await ObjectAsync(holder, sealedUse, "密封的。");
        using TestVisitor clerk = await ClerkAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"{List}/{index}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"{List}/{long.MaxValue}")).Status);
        Dictionary<string, string> answer = new() { ["outcome"] = "rejected", ["text"] = "依授权取用。" };
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.PostFormAsync($"{List}/{index}", answer)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.GetAsync("/counter/provinces/330000/objections")).Status);

        await scene.Source.App.StopAsync();
        Answer silent = await clerk.GetAsync(List);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, silent.Status);
        Assert.Contains("对方省节点未给出可采信的应答，请稍后重试。", WebUtility.HtmlDecode(silent.Text), StringComparison.Ordinal);
        await scene.Source.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync(List)).Status);
    }

    /// <summary>A company of its own, whose licence Suzhou uses by its consent.</summary>
    private async Task<JsonObject> UseAsync(HttpClient system, TestVisitor holder)
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        string consent = await scene.GrantAsync(of, identifier, holder);
        Answer used = await system.PostJsonAsync("/api/v1/exchanges", ConsentBodies.Elsewhere(identifier, consent, Shanghai), Calls.NewKey());
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        JsonArray uses = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]!.AsArray();
        return uses[0]!.AsObject();
    }

    private static async Task<long> ObjectAsync(TestVisitor holder, JsonObject use, string text)
    {
        Answer objected = await holder.PostAsync($"/api/v1/me/uses/{use["index"]}/objection", new JsonObject { ["text"] = text });
        Assert.True(objected.Status == HttpStatusCode.Created, objected.Text);
        return (long)objected.Json["index"]!;
    }

    private async Task<TestVisitor> ClerkAsync()
    {
        TestVisitor clerk = new(scene.HomeAddress, scene.Clock, scene.Provider);
        await clerk.SignInAsync(new JsonObject { ["sub"] = Guid.NewGuid().ToString("N"), ["groups"] = new JsonArray(ExchangeScene.SuzhouClerks) });
        return clerk;
    }

    private async Task<BrowserPage> OpenAsync(FlowView view, string path)
    {
        using TestVisitor clerk = await ClerkAsync();
        string state = BrowserPage.StateOf(clerk);
        return await BrowserPage.OpenAsync(_browser, new Uri(scene.HomeAddress, path), view.Width, new Visitor(English: view.English, Scripts: false), state);
    }
}
