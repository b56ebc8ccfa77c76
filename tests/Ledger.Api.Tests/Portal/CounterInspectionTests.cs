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
    [FlowViews]
    public async Task A_plan_is_registered_read_under_and_ended_and_then_nothing_is_read(FlowView view)
    {
        GuideReader guide = new(view.English);
        string number = $"JC-PAGE-{view.Number}";
        await using BrowserPage page = await scene.OpenAsync(view, "/counter", PortalScene.Clerk);
        await page.ClickAsync($"nav >> text={guide.Next("检查计划", "Inspections")}");
        await page.ClickAsync($"main >> text={guide.Next("报备检查计划", "Register a plan")}");
        await page.Page.GetByLabel(guide.Next("检查码", "Plan number"), Exact).FillAsync(number);
        await page.Page.GetByLabel(guide.Next("检查类型", "Kind of inspection"), Exact).FillAsync("日常检查");
        await page.Page.GetByLabel(guide.Next("检查对象", "Who is inspected"), Exact).FillAsync($"{Company}\r\n91310105MADEM0011X");
        await page.Page.GetByLabel(guide.Next("执法人员账号", "Accounts of the inspectors"), Exact).FillAsync("clerk-9");
        await page.Page.GetByLabel(guide.Next("至", "To"), Exact).FillAsync(TextOf(800));
        await page.ClickAsync("main button");

        // Both are told at once, by their place, and nothing typed is lost.
        Assert.Contains(view.In("第 2 个", "Subject number 2"), await page.Page.InnerTextAsync("#subjects-fault"), StringComparison.Ordinal);
        Assert.NotEmpty(await page.Page.InnerTextAsync("#to-fault"));
        Assert.DoesNotContain("0011X", await page.Page.InnerTextAsync(".faults"), StringComparison.Ordinal);
        Assert.Equal(number, await page.Page.InputValueAsync("#number"));
        await page.Page.FillAsync("#subjects", $"{Company}\r\n\r\n414 E12345678");
        await page.Page.FillAsync("#to", TextOf(30));
        await page.ClickAsync("main button");
        Assert.StartsWith(view.In(view.In("检查计划已报备", "The plan is registered"), "The plan is registered"), await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
        ILocator listed = page.Page.Locator("main .list > li").Filter(new() { HasText = number });
        Assert.Equal(view.In("有效", "In force"), await listed.Locator(".tag").InnerTextAsync());
        Assert.Contains(view.In("对象 2 个，执法人员 1 人", "subjects: 2, inspectors: 1"), await listed.InnerTextAsync(), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-inspections-{view}");
        Assert.Equal(HttpStatusCode.Created, (await UseAsync(number)).Status);

        await page.ClickAsync(listed.Locator("a"));
        string address = page.Page.Url;
        Assert.Contains("E12345678", await page.Page.InnerTextAsync("main dl"), StringComparison.Ordinal);
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#reason-fault"));
        await page.Page.GetByLabel(guide.Next("结束原因", "Why it ends"), Exact).FillAsync("检查完毕");
        await page.KeepPictureAsync($"counter-inspection-{view}");
        await page.ClickAsync($"main button:text-is('{guide.Next("结束检查计划", "End the plan")}')");
        Assert.StartsWith(view.In("检查计划已结束", "The plan is ended"), await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
        Assert.Equal("inspection-not-in-force", (await UseAsync(number))["code"]);
        await page.Page.GotoAsync(address);
        await page.KeepPictureAsync($"counter-inspection-ended-{view}");
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
    }

    [Theory]
    [FlowViews]
    public async Task A_plan_says_at_most_so_much_and_begins_today_or_later(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/counter/inspections/new", PortalScene.Clerk);
        await page.Page.FillAsync("#number", $"JC-PAGE-MOST-{view.Number}");
        await page.Page.FillAsync("#kind", "专项检查");
        await page.Page.FillAsync("#subjects", Company);
        await page.Page.FillAsync("#inspectors", AccountsOf(InspectionLimits.Inspectors + 1));
        await page.Page.FillAsync("#from", TextOf(-1));
        await page.Page.FillAsync("#to", TextOf(1));
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#inspectors-fault"));
        Assert.NotEmpty(await page.Page.InnerTextAsync("#from-fault"));
        await page.Page.FillAsync("#inspectors", AccountsOf(InspectionLimits.Inspectors));
        await page.Page.FillAsync("#from", TextOf(0)); // the day that has begun counts from now
        await page.ClickAsync("main button");
        Assert.StartsWith(view.In("检查计划已报备", "The plan is registered"), await page.Page.InnerTextAsync(".done"), StringComparison.Ordinal);
    }

    private static string AccountsOf(int count) => string.Join("\r\n", Enumerable.Range(0, count).Select(place => $"clerk-{place}-{new string('x', 50)}"));

    private static string TextOf(int days) => BeijingTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private Task<Answer> UseAsync(string number)
    {
        JsonObject use = ConsentBodies.Inspection(scene.Licence, number);
        return scene.Node.Department.PostJsonAsync("/api/v1/uses", use, Calls.NewKey());
    }
}
