using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Stories;

/// <summary>The first story as the demonstration has it clicked through: the fund's own page reads what was allowed.</summary>
public sealed partial class FiveStoriesTests
{
    [Fact]
    public async Task The_fund_s_page_reads_what_she_allowed_she_sees_each_use_and_once_it_is_withdrawn_each_province_refuses()
    {
        await world.OnceAsync("fund", FundAsync);
        using TestVisitor atShanghai = await world.Shanghai.SignInAsync(Shen);
        await using DemoNode jiangsu = new("", world.Jiangsu.Options.Listen, StoryWorld.KeyOf(Suzhou));
        using HttpClient browser = new() { BaseAddress = new Uri($"http://127.0.0.1:{Ports.Find()}") };
        await using DemoFundOffice office = await DemoFundOffice.StartAsync(
            browser.BaseAddress, jiangsu, async _ => (await atShanghai.GetAsync("/api/v1/me/consents")).Json, CancellationToken.None);
        Assert.Equal((DemoFundOffice.Authority, DemoFundOffice.Item), (Suzhou, Withdrawal.Code));
        Assert.Contains("调取所需证照和材料", await browser.GetStringAsync(new Uri("/?lang=zh", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Read what is needed", await browser.GetStringAsync(new Uri("/?lang=en", UriKind.Relative)), StringComparison.Ordinal);
        using (HttpRequestMessage chosen = new(HttpMethod.Get, "/"))
        {
            // As somebody has chosen it on a page of the portal at the same address.
            chosen.Headers.Add("Accept-Language", "zh-CN");
            chosen.Headers.Add("Cookie", "__Host-ledger-view=en");
            Assert.Contains("Read what is needed", await (await browser.SendAsync(chosen)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync(new Uri("/", UriKind.Relative), content: null)).StatusCode); // as from another site

        JsonObject terms = StoryBodies.Consent("320000", Withdrawal.Code, [], []);
        terms["count"] = 1;
        terms["sources"] = new JsonArray(
            StoryBodies.Source("320000", [], [Deposits]), StoryBodies.Source("330000", [Marriage], []), StoryBodies.Source("340000", [], [Contract]));
        Answer granted = await atShanghai.PostAsync("/api/v1/me/consents", terms);
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        string read = "";
        for (int press = 0; press < 2; press++) // pressed twice it is one use
        {
            read = await PressAsync(browser, "zh");
            Assert.Equal(3, read.Split("✔ 已调取并核验。").Length - 1);
        }

        foreach (string part in new[] { "安徽：", Home, "浙江：结婚证", "江苏：", "附文件一份" })
        {
            Assert.Contains(part, read, StringComparison.Ordinal);
        }

        string english = await PressAsync(browser, "en");
        foreach (string part in new[] { "Anhui: Home purchase contract", "Price in yuan", "Zhejiang: " })
        {
            Assert.Contains(part, english, StringComparison.Ordinal);
        }

        foreach (StoryProvince node in new[] { world.Jiangsu, world.Zhejiang, world.Anhui })
        {
            using TestVisitor visitor = await node.SignInAsync(Shen);
            Assert.Single((await visitor.GetAsync("/api/v1/me/uses")).Json["uses"]!.AsArray(), use => (string)use!["case"]! == "DEMO-2026-0004");
        }

        await atShanghai.PostAsync($"/api/v1/me/consents/{granted["consent"]}/withdrawal");
        Assert.Equal(3, (await PressAsync(browser, "zh")).Split("授权已撤回。").Length - 1);
        Assert.Equal(3, Regex.Count(await PressAsync(browser, "en"), "✘ Not given: [ -~]+</strong>"));
    }

    private static async Task<string> PressAsync(HttpClient browser, string language)
    {
        using HttpRequestMessage press = new(HttpMethod.Post, $"/?lang={language}");
        press.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using HttpResponseMessage answer = await browser.SendAsync(press);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
