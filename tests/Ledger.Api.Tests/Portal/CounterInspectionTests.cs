using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Consents;
using Ledger.Crypto.Verification;
using Ledger.Node.Inspections;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>Inspection plans at the counter, by the steps of the guide, in a real browser that runs no scripts.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterInspectionTests(PortalScene scene)
{
    private const string Company = "91310105MADEM0011P";
    private static readonly PageGetByLabelOptions Exact = new() { Exact = true };

    [Theory]
    [InlineData(false, 360)]
    [InlineData(true, 1_280)]
    public async Task A_plan_is_registered_read_under_and_ended_and_then_nothing_is_read(bool english, int width)
    {
        GuideReader guide = new(english);
        string number = $"JC-PAGE-{width}";
        Visitor clerk = new(PortalScene.Clerk, Scripts: false, English: english);
        await using BrowserPage page = await scene.OpenAsync(width, "/counter", clerk);
        await page.Page.ClickAsync($"nav >> text={guide.Next("检查计划", "Inspections")}");
        await page.Page.ClickAsync($"main >> text={guide.Next("报备检查计划", "Register a plan")}");
        await page.Page.GetByLabel(guide.Next("检查码", "Plan number"), Exact).FillAsync(number);
        await page.Page.GetByLabel(guide.Next("检查类型", "Kind of inspection"), Exact).FillAsync("日常检查");
        await page.Page.GetByLabel(guide.Next("检查对象", "Who is inspected"), Exact).FillAsync($"{Company}\r\n91310105MADEM0011X");
        await page.Page.GetByLabel(guide.Next("执法人员账号", "Accounts of the inspectors"), Exact).FillAsync("clerk-9");
        await page.Page.GetByLabel(guide.Next("至", "To"), Exact).FillAsync(TextOf(800));
        await page.Page.ClickAsync("main button");

        // Both are told at once, by their place, and nothing typed is lost.
        Assert.Contains(english ? "Subject number 2" : "第 2 个", await page.Page.InnerTextAsync("#subjects-fault"), StringComparison.Ordinal);
        Assert.NotEmpty(await page.Page.InnerTextAsync("#to-fault"));
        Assert.DoesNotContain("0011X", await page.Page.InnerTextAsync(".faults"), StringComparison.Ordinal);
        Assert.Equal(number, await page.Page.InputValueAsync("#number"));
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.Page.FillAsync("#subjects", $"{Company}\r\n\r\n414 E12345678");
        await page.Page.FillAsync("#to", TextOf(30));
        await page.Page.ClickAsync("main button");
        Assert.StartsWith(english ? "The plan is registered" : "检查计划已报备", await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
        ILocator listed = page.Page.Locator("main .list > li").Filter(new() { HasText = number });
        Assert.Equal(english ? "In force" : "有效", await listed.Locator(".tag").InnerTextAsync());
        Assert.Contains(english ? "subjects: 2, inspectors: 1" : "对象 2 个，执法人员 1 人", await listed.InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.KeepPictureAsync($"counter-inspections-{width}-{(english ? "en" : "zh")}");
        Assert.Equal(HttpStatusCode.Created, (await UseAsync(number)).Status);

        await listed.Locator("a").ClickAsync();
        string address = page.Page.Url;
        Assert.Contains("E12345678", await page.Page.InnerTextAsync("main dl"), StringComparison.Ordinal);
        await page.Page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#reason-fault"));
        await page.Page.GetByLabel(guide.Next("结束原因", "Why it ends"), Exact).FillAsync("检查完毕");
        await page.KeepPictureAsync($"counter-inspection-{width}-{(english ? "en" : "zh")}");
        await page.Page.ClickAsync($"main button:text-is('{guide.Next("结束检查计划", "End the plan")}')");
        Assert.StartsWith(english ? "The plan is ended" : "检查计划已结束", await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
        Assert.Equal("inspection-not-in-force", (await UseAsync(number))["code"]);
        await page.Page.GotoAsync(address);
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
    }

    [Fact]
    public async Task A_plan_says_at_most_so_much_and_begins_today_or_later()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/inspections/new", visitor: new Visitor(PortalScene.Clerk, Scripts: false));
        await page.Page.FillAsync("#number", "JC-PAGE-MOST");
        await page.Page.FillAsync("#kind", "专项检查");
        await page.Page.FillAsync("#subjects", Company);
        await page.Page.FillAsync("#inspectors", AccountsOf(InspectionLimits.Inspectors + 1));
        await page.Page.FillAsync("#from", TextOf(-1));
        await page.Page.FillAsync("#to", TextOf(1));
        await page.Page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#inspectors-fault"));
        Assert.NotEmpty(await page.Page.InnerTextAsync("#from-fault"));
        await page.Page.FillAsync("#inspectors", AccountsOf(InspectionLimits.Inspectors));
        await page.Page.FillAsync("#from", TextOf(0)); // the day that has begun counts from now
        await page.Page.ClickAsync("main button");
        Assert.StartsWith("检查计划已报备", await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
    }

    private static string AccountsOf(int count) => string.Join("\r\n", Enumerable.Range(0, count).Select(place => $"clerk-{place}-{new string('x', 50)}"));

    private static string TextOf(int days) => BeijingTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private Task<Answer> UseAsync(string number)
    {
        JsonObject use = ConsentBodies.Inspection(scene.Licence, number);
        return scene.Node.Department.PostJsonAsync("/api/v1/uses", use, Calls.NewKey());
    }
}
