using System.Text.Json.Nodes;
using Ledger.Api.Tests.Portal;
using Ledger.Api.Tests.SignIn;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Stories;

/// <summary>What pages show of four provinces that watch each other and anchor, in a real browser that runs no scripts.</summary>
public sealed partial class FiveStoriesTests
{
    [Theory]
    [FlowViews]
    public async Task An_operator_sees_peers_witnesses_and_anchors_and_anybody_one_record_all_its_way(FlowView view)
    {
        await world.OnceAsync("forgery", ForgeryAsync);
        await UntilAnchoredAndMirroredAsync();
        StoryProvince node = world.Shanghai;
        StoryProvince[] others = [.. world.Nodes.Where(other => other != node)];
        using TestVisitor operators = await node.SignInAsync(new JsonObject { ["groups"] = new JsonArray("system"), ["sub"] = $"operator-{view}" });
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await Chromium.StartAsync(playwright);
        await using BrowserPage page = await BrowserPage.OpenAsync(
            browser,
            new Uri(node.Options.Listen, "/operations"),
            view.Width,
            new Visitor(English: view.English, Scripts: false),
            BrowserPage.StateOf(operators));
        string shown = await page.Page.InnerTextAsync("main");
        foreach (string part in others.SelectMany(other => new[] { other.Options.Origin, other.Options.Listen.GetLeftPart(UriPartial.Authority) }).Concat(node.Options.Witnesses.Select(witness => witness.Name)))
        {
            Assert.Contains(part, shown, StringComparison.Ordinal);
        }

        Assert.Contains(view.In("正常", "Well"), shown, StringComparison.Ordinal);
        Assert.Contains(view.In("已上链", "Anchored"), shown, StringComparison.Ordinal);
        await page.KeepPictureAsync($"operations-of-four-{view}");

        await page.Page.GotoAsync(new Uri(node.Options.Listen, "/records/0").ToString());
        for (int i = 0; i < 100 && !(await page.Page.Locator("main section:last-of-type dd").CountAsync() > 0 && await IsCosignedByAllAsync()); i++)
        {
            await Task.Delay(100);
            await page.Page.ReloadAsync();
        }

        await page.ClickAsync($"text={view.In("检查点全文与签名", "The checkpoint and its signatures")}");
        string checkpoint = await page.Page.InnerTextAsync("main pre");
        Assert.All(others, other => Assert.Contains(other.Options.WitnessName!, checkpoint, StringComparison.Ordinal));
        string record = await page.Page.InnerTextAsync("main");
        Assert.Contains(view.In("5 上链", "5 Anchor"), record, StringComparison.Ordinal);
        Assert.Contains(node.Options.Anchoring!.Contract, record, StringComparison.OrdinalIgnoreCase);
        await page.KeepPictureAsync($"record-of-four-{view}");

        // Of a checkpoint that is a moment old two have cosigned, which is enough, and the third is on its way.
        async Task<bool> IsCosignedByAllAsync()
        {
            string note = await page.Page.TextContentAsync("main pre") ?? "";
            return others.All(other => note.Contains(other.Options.WitnessName!, StringComparison.Ordinal));
        }
    }
}
