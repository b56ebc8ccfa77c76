using System.Text.Json.Nodes;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Consents;

namespace Ledger.Api.Tests.Portal;

/// <summary>The main flows from end to end by keys alone.</summary>
[Collection(PortalScene.Collection)]
public sealed class KeyboardFlowTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task A_consent_is_granted_and_withdrawn(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/me/matters", PortalScene.Holder);
        await ChooseAsync(page, "#item", ConsentBodies.FoodItem);
        await PressAsync(page, "main form button", "main a[href^='/me/consents/new']");
        await PressAsync(page, "main a[href^='/me/consents/new']", "#days");
        await TypeAsync(page, "#days", "3");
        await TypeAsync(page, "#count", $"{40 + view.Number}");
        await PressAsync(page, "main form button", ".done");
        string withdrawal = (await page.Page.Locator("main .list > li")
            .Filter(new() { HasText = view.In($"0 / {40 + view.Number} 次", $"0 of at most {40 + view.Number}") }).Locator("form").GetAttributeAsync("action"))!;
        await PressAsync(page, $"form[action='{withdrawal}'] button", $"main .list:not(:has(form[action='{withdrawal}']))");
        Assert.Equal(view.In("授权已撤回，立即生效。", "The consent is withdrawn, as of now."), await page.Page.InnerTextAsync(".done"));
        await page.KeepPictureAsync($"keyboard-consent-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task A_licence_is_issued_by_the_form_and_ended_with_its_legal_basis(FlowView view)
    {
        JsonObject body = CateringBodies.Food($"231010500088{view.Number}");
        await using BrowserPage page = await scene.OpenAsync(view, "/counter/issue", PortalScene.Clerk);
        await ChooseAsync(page, "#type", (string)body["type"]!);
        await TypeAsync(page, "#holderCode", (string)body["holder"]!["code"]!);
        await PressAsync(page, "main form button", "#number");
        Dictionary<string, string> values = body["fields"]!.AsObject().ToDictionary(field => "field-" + field.Key, field => (string)field.Value!);
        (values["number"], values["validFrom"], values["validTo"]) = ((string)body["number"]!, (string)body["validFrom"]!, (string)body["validTo"]!);
        foreach (string name in await page.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main form [name]:not([type=hidden])')].map((field) => field.name)"))
        {
            if (values.TryGetValue(name, out string? value) && await page.Page.InputValueAsync($"[name='{name}']") != value)
            {
                await TypeAsync(page, $"[name='{name}']", value);
            }
        }

        await PressAsync(page, "main form button", ".done");
        Assert.Equal(view.In("证照已签发，已记入账本。", "The licence is issued and on the ledger."), await page.Page.InnerTextAsync(".done"));
        await page.KeepPictureAsync($"keyboard-issued-{view}");

        await PressAsync(page, "main a[href$='/revocation']", "#reason");
        await ChooseAsync(page, "#reason", "penalty");
        await TypeAsync(page, "#legalBasis", "《中华人民共和国食品安全法》第一百三十四条");
        await page.TabToAsync("#confirm");
        await page.Page.Keyboard.PressAsync("Space");
        await PressAsync(page, "main form button", ".done");
        Assert.Equal(view.In("证照已终止，核验即时可见。", "The licence is ended; whoever verifies sees it at once."), await page.Page.InnerTextAsync(".done"));
        await page.KeepPictureAsync($"keyboard-ended-{view}");
    }

    /// <summary>Goes down a list until a value is chosen.</summary>
    private static async Task ChooseAsync(BrowserPage page, string selector, string value)
    {
        await page.TabToAsync(selector);
        for (int i = 0; i < 60 && await page.Page.InputValueAsync(selector) != value; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(value, await page.Page.InputValueAsync(selector));
    }

    /// <summary>Types into a field, in the place of what stands there; a date as this browser asks for it, whatever the language of the page: month, day, year.</summary>
    private static async Task TypeAsync(BrowserPage page, string selector, string text)
    {
        await page.TabToAsync(selector);
        if (await page.Page.GetAttributeAsync(selector, "type") == "date")
        {
            string[] parts = text.Split('-');
            await page.Page.Keyboard.TypeAsync(parts[1] + parts[2] + parts[0]);
        }
        else
        {
            await page.Page.Keyboard.PressAsync("Control+a");
            await page.Page.Keyboard.TypeAsync(text);
        }

        Assert.Equal(text, await page.Page.InputValueAsync(selector));
    }

    /// <summary>Presses what is found by Tab, and waits for the page that has the other.</summary>
    private static async Task PressAsync(BrowserPage page, string selector, string then)
    {
        await page.FitsAsync();
        await page.TabToAsync(selector);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync(then);
    }
}
