using System.Text.Json.Nodes;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Importing;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Api.Tests.Portal;

/// <summary>What the counter says where something is wrong, or not to be done any more: in the words of the form itself.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterWordsTests(PortalScene scene)
{
    [Theory]
    [InlineData(false, "证照编号", "许可证编号")]
    [InlineData(true, "Number", "Licence number")]
    public async Task What_is_wrong_with_the_number_is_said_of_the_field_that_the_form_has(bool english, string label, string onTheFace)
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/issue/11100000MBDEM901XT002", visitor: new Visitor(PortalScene.Clerk, english, Scripts: false));
        await page.Page.ClickAsync("main form.panel button");
        Assert.Contains(english ? $"Fill in “{label}”." : $"请填写「{label}」。", await page.Page.InnerTextAsync("#number-fault"), StringComparison.Ordinal);
        JsonObject body = CateringBodies.Food("2310105000881");
        foreach ((string key, JsonNode? value) in body["fields"]!.AsObject())
        {
            if (await page.Page.Locator($"#field-{key}").CountAsync() > 0)
            {
                await page.Page.FillAsync($"#field-{key}", (string)value!);
            }
        }

        string right = (string)body["number"]!;
        await page.Page.FillAsync("#number", $"{right[..^1]}{(right[^1] - '0' + 1) % 10}");
        await page.Page.FillAsync("#holderName", (string)body["holder"]!["name"]!);
        await page.Page.FillAsync("#holderCode", (string)body["holder"]!["code"]!);
        await page.Page.FillAsync("#validTo", (string)body["validTo"]!);
        await page.Page.ClickAsync("main form.panel button");
        string fault = await page.Page.InnerTextAsync("#number-fault");
        Assert.Contains(label, fault, StringComparison.Ordinal);
        Assert.Contains("GB/T 17710", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(onTheFace, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_refused_and_a_replacement_is_not()
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food("2310105006882")))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(path: $"/counter/licences/{licence}/change", visitor: new Visitor(PortalScene.Clerk, Scripts: false));
        await page.Page.ClickAsync("main form.panel button");
        Assert.Contains("没有改动", await page.Page.InnerTextAsync("#act-fault"), StringComparison.Ordinal);
        await page.Page.SelectOptionAsync("#act", "replacement");
        await page.Page.ClickAsync("main form.panel button");
        Assert.Equal("新版本已签发，原版本已失效。", await page.Page.InnerTextAsync(".done"));
        Assert.Contains("终止（由新版本取代）", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_s_code_finds_all_its_licences_though_it_is_the_number_of_one()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/licences", visitor: new Visitor(PortalScene.Clerk, Scripts: false));
        await page.Page.FillAsync("#find", "91310105MADEM0011P");
        await page.Page.ClickAsync("main button");
        string found = await page.Page.InnerTextAsync("main .list");
        Assert.Contains("营业执照", found, StringComparison.Ordinal);
        Assert.Contains("食品经营许可证", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "⚑ 住所已变更，本证照仍为原地址")]
    [InlineData(true, "⚑ The holder's address has changed; this licence still has the old one")]
    public async Task A_licence_that_a_change_elsewhere_concerns_is_marked_and_listed_by_itself(bool english, string mark)
    {
        string company = UnifiedSocialCreditCode.Complete(english ? "91310105MADEM3116" : "91310105MADEM3108");
        JsonObject business = CateringBodies.Business();
        (business["serial"], business["number"], business["holder"]!["code"], business["fields"]!["TYSHXYDM"]) = (company, company, company, company);
        JsonObject food = CateringBodies.Food(english ? "2310105009922" : "2310105009915");
        (food["holder"]!["code"], food["fields"]!["SHXYDM"]) = (company, company);
        string licence = (await scene.Node.Department.IssueAsync(business))["identifier"];
        string dependent = (await scene.Node.Department.IssueAsync(food))["identifier"];
        JsonObject move = new() { ["act"] = "change", ["operator"] = "clerk-1", ["fields"] = new JsonObject { ["ZS"] = CateringBodies.New } };
        Answer moved = await scene.Node.Department.PostJsonAsync($"{Calls.Licences}/{licence}/versions", move, Calls.NewKey());
        Assert.True(moved.Status == System.Net.HttpStatusCode.Created, moved.Text);
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/licences?flagged=yes", visitor: new Visitor(PortalScene.Clerk, english, Scripts: false));
        string row = await page.Page.InnerTextAsync($"main .list li:has-text(\"{dependent}\")");
        Assert.Contains(mark, row, StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator($"main .list li:has-text(\"{licence}\")").CountAsync());
    }

    [Fact]
    public async Task What_more_licences_a_company_has_is_said_and_listed_on_a_next_page_and_its_code_stands_in_no_address()
    {
        string company = UnifiedSocialCreditCode.Complete("91310105MADEM3001");
        JsonObject business = CateringBodies.Business();
        (business["serial"], business["number"], business["holder"]!["code"], business["fields"]!["TYSHXYDM"]) = (company, company, company, company);
        List<string> issued = [];
        for (int i = 0; i <= LicencePaging.UsualLimit; i++)
        {
            JsonObject food = CateringBodies.Food($"23101050007{i:D2}");
            (food["holder"]!["code"], food["fields"]!["SHXYDM"]) = (company, company);
            issued.Add((await scene.Node.Department.IssueAsync(food))["identifier"]);
        }

        // Issued last, and listed first: it is found by its number. As the company's it would stand at the end once more.
        issued.Insert(0, (await scene.Node.Department.IssueAsync(business))["identifier"]);
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/licences", visitor: new Visitor(PortalScene.Clerk, Scripts: false));
        await page.Page.FillAsync("#find", company);
        await page.Page.ClickAsync("main button");
        Assert.Equal("本页 50 份，后面还有。", await page.Page.InnerTextAsync("main [role=status]"));
        List<string> listed = [.. await page.Page.Locator("main .list .code").AllInnerTextsAsync()];
        await page.Page.ClickAsync("main button:text-is('下一页')");
        Assert.Equal("本页 2 份，后面没有了。", await page.Page.InnerTextAsync("main [role=status]"));
        Assert.DoesNotContain(company, page.Page.Url, StringComparison.Ordinal);
        listed.AddRange(await page.Page.Locator("main .list .code").AllInnerTextsAsync());
        Assert.Equal(issued, listed);
        Assert.Equal(0, await page.Page.Locator("main button:text-is('下一页')").CountAsync());
    }

    [Fact]
    public async Task An_import_that_is_finished_offers_no_approval()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/imports/new", visitor: new Visitor(PortalScene.Clerk, Scripts: false));
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["rows.csv"], ImportCalls.Rows(1, from: 8_000));
        await page.Page.SetInputFilesAsync("#file", folder["rows.csv"]);
        await page.Page.ClickAsync("main button");
        string import = new Uri(page.Page.Url).AbsolutePath;
        for (int i = 0; i < 200 && !(await page.Page.InnerTextAsync("main .tag")).StartsWith("已完成", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
            await page.Page.ReloadAsync();
        }

        foreach (string act in new[] { "approval", "pause", "resume", "cancel" })
        {
            await page.Page.GotoAsync(new Uri(scene.Node.Address, $"{import}/{act}").ToString());
            Assert.Contains("不必再办", await page.Page.InnerTextAsync("main .lead"), StringComparison.Ordinal);
            Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
        }
    }
}
