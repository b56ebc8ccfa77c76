using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Importing;
using Ledger.Node.Auditing;
using Ledger.Node.Licences;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a clerk does, from end to end in a real browser that runs no scripts: issue, download, end; import with four eyes.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterFlowTests(PortalScene scene)
{
    private const string FoodType = "食品经营许可证";
    private static readonly PageGetByLabelOptions Exact = new() { Exact = true };
    private static readonly Visitor Clerk = new(PortalScene.Clerk, Scripts: false);

    // By the steps of the guide, in each language: what is clicked or filled in stands there, in this order.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_the_guide_a_licence_is_issued_from_a_form_downloaded_verified_and_ended(bool english)
    {
        GuideReader guide = new(english);
        Visitor clerk = Clerk with { English = english };
        await using BrowserPage page = await scene.OpenAsync(path: "/start", visitor: clerk);
        await page.TakeForGuideAsync(english ? "day-en" : "day-zh");
        await page.Page.ClickAsync($"nav >> text={guide.Next("签发证照", "Issue")}");
        await page.Page.GetByLabel(guide.Next("证照类型", "Type"), Exact).SelectOptionAsync("11100000MBDEM901XT002");
        Assert.Contains(english ? "food business licence" : FoodType, guide.Text, StringComparison.Ordinal);
        JsonObject body = CateringBodies.Food(english ? "2310105000899" : "2310105000886");
        Assert.Contains((string)CateringBodies.Food("2310105000886")["number"]!, guide.Text, StringComparison.Ordinal);
        await page.Page.GetByLabel(guide.Next("持证主体代码", "The holder's code"), Exact).FillAsync((string)body["holder"]!["code"]!);
        await page.Page.ClickAsync($"main button:text-is(\"{guide.Next("下一步", "Continue")}\")");

        // What the authority knows of the holder stands there already.
        Assert.Equal((string)body["holder"]!["name"]!, await page.Page.InputValueAsync("#holderName"));
        Assert.Equal(CateringBodies.Old, await page.Page.InputValueAsync("#field-ZS"));
        await page.Page.ClickAsync("main button");
        Assert.Equal(english ? "There is a problem" : "有内容需要更正", await page.Page.InnerTextAsync(".faults h2"));
        foreach (string fault in new[] { "#number-fault", "#validTo-fault", "#field-QFR-fault" })
        {
            Assert.NotEmpty(await page.Page.InnerTextAsync(fault));
        }

        Assert.Equal(CateringBodies.Old, await page.Page.InputValueAsync("#field-ZS"));
        await page.KeepPictureAsync($"counter-issue-faults-{(english ? "en" : "zh")}");
        await page.TakeForGuideAsync(english ? "issue-faults-en" : "issue-faults-zh");

        await FillAsync(page, body);
        await page.Page.ClickAsync($"main button:text-is(\"{guide.Next("签发", "Issue")}\")");
        Assert.Equal(english ? "The licence is issued and on the ledger." : "证照已签发，已记入账本。", await page.Page.InnerTextAsync(".done"));
        string path = new Uri(page.Page.Url).AbsolutePath;
        string file = Path.Combine(Path.GetTempPath(), $"counter-{Guid.NewGuid():N}.pdf");
        await (await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync($"text={guide.Next("下载 PDF", "Download PDF")}"))).SaveAsAsync(file);
        _ = (guide.Next("核验证照", "Verify"), guide.Next("核验", "Verify"));
        Assert.StartsWith(english ? "✔ Valid" : "✔ 有效", await VerifyAsync(file, english), StringComparison.Ordinal);

        await page.Page.ClickAsync($"nav >> text={guide.Next("查询证照", "Find licences")}");
        await page.Page.FillAsync("#find", (string)body["number"]!);
        await page.Page.ClickAsync($"main button:text-is(\"{guide.Next("查询", "Find")}\")");
        await page.Page.ClickAsync("main .list a");
        await page.Page.ClickAsync($"main a:text-is(\"{guide.Next("注销、撤销、吊销", "End it")}\")");
        await page.Page.ClickAsync("main button");
        foreach (string fault in new[] { "#reason-fault", "#legalBasis-fault" })
        {
            Assert.NotEmpty(await page.Page.InnerTextAsync(fault));
        }

        await page.Page.GetByLabel(guide.Next("终止方式", "How it ends")).SelectOptionAsync("penalty");
        await page.Page.GetByLabel(guide.Next("法律依据", "Legal basis")).FillAsync("《中华人民共和国食品安全法》第一百三十四条");
        await page.Page.FillAsync("#note", "现场检查记录 2026-11");
        await page.Page.ClickAsync("main button");
        Assert.Equal("true", await page.Page.GetAttributeAsync("#confirm", "aria-invalid"));
        Assert.Equal("penalty", await page.Page.InputValueAsync("#reason"));
        await page.Page.GetByLabel(guide.Next("我已核对证照与依据，确认办理", "I have checked the licence and the basis; it is meant")).CheckAsync();
        await page.Page.ClickAsync($"main button:text-is(\"{guide.Next("终止证照", "End the licence")}\")");
        Assert.Equal(english ? "The licence is ended; whoever verifies sees it at once." : "证照已终止，核验即时可见。", await page.Page.InnerTextAsync(".done"));
        Assert.StartsWith(english ? "✘ Not valid" : "✘ 无效", await VerifyAsync(file, english), StringComparison.Ordinal);
        File.Delete(file);
        await page.KeepPictureAsync($"counter-licence-ended-{(english ? "en" : "zh")}");
        string history = await page.Page.InnerTextAsync("main ol.list");
        foreach (string part in new[] { english ? "Ended (penalty)" : "终止（吊销）", "第一百三十四条", "现场检查记录", "clerk-" })
        {
            Assert.Contains(part, history, StringComparison.Ordinal);
        }

        await page.Page.ClickAsync($"nav >> text={(english ? "Counter" : "部门窗口")}");
        Assert.Contains(english ? "Ended: Food business licence" : "终止：食品经营许可证", await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        await scene.Node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        AuditEntry ended = scene.Node.Node.AuditReading.Page(0, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))
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

    [Fact]
    public async Task A_file_is_tried_imported_and_approved_by_another_clerk()
    {
        string rows = ImportCalls.Rows(PortalScene.RowsAlone + 1, from: 0);
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["rows.csv"], rows + "broken row\r\n");
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/imports", visitor: Clerk);
        GuideReader guide = new(english: false);
        await page.Page.ClickAsync($"nav >> text={guide.Next("批量导入", "Imports")}");
        await page.Page.ClickAsync($"text={guide.Next("导入一个文件", "Import a file")}");
        await page.Page.SetInputFilesAsync("#file", folder["rows.csv"]);
        Assert.True(await page.Page.GetByLabel(guide.Next("试运行，不签发", "Only try it, issue nothing")).IsCheckedAsync());
        await page.Page.ClickAsync($"main button:text-is('{guide.Next("提交", "Send it")}')");
        await ReloadUntilAsync(page, "已完成，有被拒行");
        Assert.Contains("可签发", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.KeepPictureAsync("counter-import-tried-zh");
        IDownload errors = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("text=下载错误清单"));
        Assert.Contains("\n", await File.ReadAllTextAsync(await errors.PathAsync()), StringComparison.Ordinal);
        long before = scene.Node.LogSize;

        await File.WriteAllTextAsync(folder["rows.csv"], rows, Encoding.UTF8);
        await page.Page.GotoAsync(new Uri(scene.Node.Address, "/counter/imports/new").ToString());
        await page.Page.UncheckAsync("#dryRun");
        await page.Page.SetInputFilesAsync("#file", folder["rows.csv"]);
        await page.Page.ClickAsync("main button");
        string import = page.Page.Url;
        Assert.Contains("待复核", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(before, scene.Node.LogSize);
        await page.Page.ClickAsync("main a:text-is('复核')");
        await page.Page.ClickAsync("main button");
        Assert.Contains("须由另一位经办人复核", await page.Page.InnerTextAsync(".faults"), StringComparison.Ordinal);

        await using BrowserPage second = await scene.OpenAsync(path: new Uri(import).AbsolutePath + "/approval", visitor: new Visitor(PortalScene.SecondClerk, Scripts: false));
        await second.Page.ClickAsync("main button");
        await ReloadUntilAsync(second, "已完成");
        await second.KeepPictureAsync("counter-import-done-zh");
        Assert.True(scene.Node.LogSize > before);
    }

    [Fact]
    public async Task A_licence_is_found_by_what_is_on_the_paper()
    {
        JsonObject body = CateringBodies.Food("2310105000883");
        string licence = (await scene.Node.Department.IssueAsync(body))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(360, "/counter", Clerk);
        foreach (string text in new[] { (string)body["number"]!, (string)body["holder"]!["code"]! })
        {
            await page.Page.FillAsync("[name=find]", text);
            await page.Page.ClickAsync("main form button");
            Assert.DoesNotContain(text, page.Page.Url, StringComparison.Ordinal);
            Assert.Contains(licence, await page.Page.InnerTextAsync("main .list"), StringComparison.Ordinal);
        }

        await page.Page.FillAsync("[name=find]", licence);
        await page.Page.ClickAsync("main form button");
        Assert.Equal(FoodType, await page.Page.InnerTextAsync("h1"));
        LicenceIdentifier known = LicenceIdentifier.Parse(licence);
        LicenceIdentifier absent = LicenceIdentifier.Create(known.Type, known.Issuer, "NEVER" + known.Serial, known.Version);
        await page.Page.GotoAsync(new Uri(scene.Node.Address, $"/counter/licences/{absent}").ToString());
        Assert.Equal("没有找到这个页面", await page.Page.InnerTextAsync("h1"));
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

    private static async Task ReloadUntilAsync(BrowserPage page, string state)
    {
        for (int i = 0; i < 100 && await page.Page.InnerTextAsync("main [role=status]") != state; i++)
        {
            await Task.Delay(100);
            await page.Page.ReloadAsync();
        }

        Assert.Equal(state, await page.Page.InnerTextAsync("main [role=status]"));
    }

    private async Task<string> VerifyAsync(string file, bool english)
    {
        await using BrowserPage page = await scene.OpenAsync(visitor: new Visitor(English: english, Scripts: false));
        await page.Page.SetInputFilesAsync("#file", file);
        await page.Page.ClickAsync("form[action='/'] button");
        return await page.VerdictAsync();
    }
}
