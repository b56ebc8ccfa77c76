using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;
using Ledger.Node.Auditing;
using Ledger.Node.Licences;
using Ledger.Node.Parties;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a clerk does, from end to end in a real browser that runs no scripts: issue, download, end, find.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterFlowTests(PortalScene scene)
{
    private const string FoodType = "食品经营许可证";
    private static readonly PageGetByLabelOptions Exact = new() { Exact = true };

    // By the steps of the guide, in each language: what is clicked or filled in stands there, in this order.
    [Theory]
    [FlowViews]
    public async Task By_the_guide_a_licence_is_issued_from_a_form_downloaded_verified_and_ended(FlowView view)
    {
        GuideReader guide = new(view.English);
        await using BrowserPage page = await scene.OpenAsync(view, "/start", PortalScene.Clerk);
        await page.TakeForGuideAsync(view.In("day-zh", "day-en"));
        await page.ClickAsync($"nav >> text={guide.Next("签发证照", "Issue")}");
        await page.Page.GetByLabel(guide.Next("证照类型", "Type"), Exact).SelectOptionAsync("11100000MBDEM901XT002");
        Assert.Contains(view.In(FoodType, "food business licence"), guide.Text, StringComparison.Ordinal);
        JsonObject body = CateringBodies.Food($"231010500096{view.Number}");
        Assert.Contains((string)CateringBodies.Food("2310105000886")["number"]!, guide.Text, StringComparison.Ordinal);
        await page.Page.GetByLabel(guide.Next("持证主体代码", "The holder's code"), Exact).FillAsync((string)body["holder"]!["code"]!);
        await page.ClickAsync($"main button:text-is(\"{guide.Next("下一步", "Continue")}\")");

        // What the authority knows of the holder stands there already.
        Assert.Equal((string)body["holder"]!["name"]!, await page.Page.InputValueAsync("#holderName"));
        Assert.Equal(CateringBodies.Old, await page.Page.InputValueAsync("#field-ZS"));
        await page.ClickAsync("main button");
        Assert.Equal(view.In("有内容需要更正", "There is a problem"), await page.Page.InnerTextAsync(".faults h2"));
        foreach (string fault in new[] { "#number-fault", "#validTo-fault", "#field-QFR-fault" })
        {
            Assert.NotEmpty(await page.Page.InnerTextAsync(fault));
        }

        Assert.Equal(CateringBodies.Old, await page.Page.InputValueAsync("#field-ZS"));
        await page.KeepPictureAsync($"counter-issue-faults-{view}");
        await page.TakeForGuideAsync(view.In("issue-faults-zh", "issue-faults-en"));

        await FillAsync(page, body);
        await page.ClickAsync($"main button:text-is(\"{guide.Next("签发", "Issue")}\")");
        Assert.Equal(view.In("证照已签发，已记入账本。", "The licence is issued and on the ledger."), await page.Page.InnerTextAsync(".done"));
        string path = new Uri(page.Page.Url).AbsolutePath;
        string file = Path.Combine(Path.GetTempPath(), $"counter-{Guid.NewGuid():N}.pdf");
        await (await page.DownloadAsync(page.Page.Locator($"text={guide.Next("下载 PDF", "Download PDF")}"))).SaveAsAsync(file);
        _ = (guide.Next("核验证照", "Verify"), guide.Next("核验", "Verify"));
        Assert.StartsWith(view.In("✔ 有效", "✔ Valid"), await scene.VerifyAsync(file, view), StringComparison.Ordinal);

        await page.ClickAsync($"nav >> text={guide.Next("查询证照", "Find licences")}");
        await page.Page.FillAsync("#find", (string)body["number"]!);
        await page.ClickAsync($"main button:text-is(\"{guide.Next("查询", "Find")}\")");
        await page.ClickAsync("main .list a");
        await page.ClickAsync($"main a:text-is(\"{guide.Next("注销、撤销、吊销", "End it")}\")");
        await page.ClickAsync("main button");
        foreach (string fault in new[] { "#reason-fault", "#legalBasis-fault" })
        {
            Assert.NotEmpty(await page.Page.InnerTextAsync(fault));
        }

        await page.Page.GetByLabel(guide.Next("终止方式", "How it ends")).SelectOptionAsync("penalty");
        await page.Page.GetByLabel(guide.Next("法律依据", "Legal basis")).FillAsync("《中华人民共和国食品安全法》第一百三十四条");
        await page.Page.FillAsync("#note", "现场检查记录 2026-11");
        await page.ClickAsync("main button");
        Assert.Equal("true", await page.Page.GetAttributeAsync("#confirm", "aria-invalid"));
        Assert.Equal("penalty", await page.Page.InputValueAsync("#reason"));
        await page.Page.GetByLabel(guide.Next("我已核对证照与依据，确认办理", "I have checked the licence and the basis; it is meant")).CheckAsync();
        await page.ClickAsync($"main button:text-is(\"{guide.Next("终止证照", "End the licence")}\")");
        Assert.Equal(view.In("证照已终止，核验即时可见。", "The licence is ended; whoever verifies sees it at once."), await page.Page.InnerTextAsync(".done"));
        Assert.StartsWith(view.In("✘ 无效", "✘ Not valid"), await scene.VerifyAsync(file, view), StringComparison.Ordinal);
        File.Delete(file);
        await page.KeepPictureAsync($"counter-licence-ended-{view}");
        string history = await page.Page.InnerTextAsync("main ol.list");
        foreach (string part in new[] { view.In("终止（吊销）", "Ended (revoked)"), "第一百三十四条", "现场检查记录", "clerk-" })
        {
            Assert.Contains(part, history, StringComparison.Ordinal);
        }

        await page.ClickAsync($"nav >> text={view.In("部门窗口", "Counter")}");
        Assert.Contains(view.In("终止：食品经营许可证", "Ended: Food business licence"), await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await scene.Node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        AuditEntry ended = scene.Node.Node.AuditReading.Page(Math.Max(0, scene.Node.Node.AuditReading.Size - AuditReading.MostEntries), AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))
            .Last(entry => entry.Action == "POST /counter/licences/{identifier}/revocation" && entry.Status == 303);
        Assert.Equal((AuditActor.Staff, DemoWorld.IssuingAuthority), (ended.Actor, ended.System));
        Assert.Equal([scene.Node.Node.Audit.Pseudonyms.Licence(path.Split('/')[^1])], ended.Subjects);
        Assert.NotEqual(0, ended.Person.Length);
    }

    [Fact]
    public void Pictures_of_the_guide_are_there_and_small()
    {
        string folder = Path.Combine(Repository.Root, "docs", "guide");
        string[] named = [.. Directory.EnumerateFiles(folder, "*.md").SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\((pictures/[a-z-]+\.png)\)")).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(named);
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(folder, "pictures")).Select(file => "pictures/" + Path.GetFileName(file)).Order(), named.Distinct().Order());
        Assert.All(named, name => Assert.InRange(new FileInfo(Path.Combine(folder, name)).Length, 1, 60_000));
    }

    [Theory]
    [FlowViews]
    public async Task A_licence_is_found_by_what_is_on_the_paper(FlowView view)
    {
        JsonObject body = CateringBodies.Food($"231010500093{view.Number}");

        // A company of its own: of one with more licences than a list has lines the newest would not be among the first.
        string company = UnifiedSocialCreditCode.Complete($"91310105MADEM20{view.Number}");
        (body["holder"]!["code"], body["fields"]!["SHXYDM"]) = (company, company);
        string licence = (await scene.Node.Department.IssueAsync(body))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(view, "/counter", PortalScene.Clerk);
        foreach (string text in new[] { (string)body["number"]!, (string)body["holder"]!["code"]! })
        {
            await page.Page.FillAsync("[name=find]", text);
            await page.ClickAsync("main form button");
            Assert.DoesNotContain(text, page.Page.Url, StringComparison.Ordinal);
            Assert.Contains(licence, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        }

        await page.Page.FillAsync("[name=find]", licence);
        await page.ClickAsync("main form button");
        Assert.Equal(view.In(FoodType, "Food business licence"), await page.Page.InnerTextAsync("h1"));
        LicenceIdentifier known = LicenceIdentifier.Parse(licence);
        LicenceIdentifier absent = LicenceIdentifier.Create(known.Type, known.Issuer, "NEVER" + known.Serial, known.Version);
        await page.Page.GotoAsync(new Uri(scene.Node.Address, $"/counter/licences/{absent}").ToString());
        Assert.Equal(view.In("没有找到这个页面", "There is no such page"), await page.Page.InnerTextAsync("h1"));
    }

    private static async Task FillAsync(BrowserPage page, JsonObject body)
    {
        Dictionary<string, string> values = body["fields"]!.AsObject().ToDictionary(field => "field-" + field.Key, field => (string)field.Value!);
        (values["number"], values["validFrom"], values["validTo"]) = ((string)body["number"]!, (string)body["validFrom"]!, (string)body["validTo"]!);
        foreach ((string name, string value) in values)
        {
            ILocator field = page.Page.Locator($"[name='{name}']");
            if (await field.CountAsync() == 0)
            {
                continue; // filled in above, once
            }

            if (await field.EvaluateAsync<string>("field => field.tagName") == "SELECT")
            {
                await field.SelectOptionAsync(value);
            }
            else
            {
                await field.FillAsync(value);
            }
        }
    }
}
