using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Security;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Portal;

/// <summary>What pages know of who signed in, and where a sign-in comes back to.</summary>
public sealed class PageSessionTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Company = "91310105MADEM0011P";
    private static readonly JsonObject Shen = new() { ["code_111"] = "310100198806120023", ["code_001"] = Company, ["sub"] = "shen" };

    [Theory]
    [InlineData("en", "en")]
    [InlineData("zh", "zh-CN")]
    public async Task The_provider_is_asked_for_the_language_that_was_chosen_on_our_pages(string chosen, string expected)
    {
        using TestVisitor visitor = scene.Visitor();
        visitor.Cookies["__Host-ledger-view"] = chosen;
        Assert.Equal(expected, (await visitor.StartAsync())["ui_locales"].ToString());
    }

    // A browser that comes back to a file gets it and stays where it was: at the provider.
    [Fact]
    public async Task A_step_up_for_a_file_or_a_part_of_a_page_comes_back_to_the_page_on_which_it_stands()
    {
        using TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(Shen);
        scene.Clock.Now += TimeSpan.FromMinutes(6);
        const string Export = "/api/v1/me/export?form=pdf";
        string here = new Uri(scene.Node.Address, "/me?cursor=1").ToString();
        Assert.Contains("return=%2Fme%3Fcursor%3D1\"", await AskAsync(visitor, HttpMethod.Get, Export, here), StringComparison.Ordinal);
        Assert.Contains("return=%2Fstart\"", await AskAsync(visitor, HttpMethod.Get, Export, "https://elsewhere.example/me"), StringComparison.Ordinal);
        Assert.Contains("return=%2Fstart\"", await AskAsync(visitor, HttpMethod.Get, Export, from: null), StringComparison.Ordinal);

        using TestVisitor clerk = scene.Visitor();
        await clerk.SignInAsync(new JsonObject { ["groups"] = new JsonArray("clerks"), ["sub"] = "clerk" });
        scene.Clock.Now += TimeSpan.FromMinutes(6);
        string renewal = new Uri(scene.Node.Address, "/counter/renewals/1.2.3").ToString();
        Assert.Contains("return=%2Fcounter%2Frenewals%2F1.2.3\"", await AskAsync(clerk, HttpMethod.Post, "/counter/renewals/1.2.3/refusal", renewal), StringComparison.Ordinal);
        Assert.Contains("return=%2Fcounter%2Fimports%2Fnew\"", await AskAsync(clerk, HttpMethod.Get, "/counter/imports/new", renewal), StringComparison.Ordinal);
    }

    // A browser that was told to save what a link gets saves nothing where it is refused, and shows nothing.
    [Fact]
    public async Task A_link_to_a_file_lets_the_answer_be_a_page_that_asks_for_a_step_up()
    {
        string licence = (await scene.Node.Department.IssueAsync(CateringBodies.Food("2310105000861")))["identifier"];
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(Shen);
        using TestVisitor clerk = scene.Visitor();
        await clerk.SignInAsync(new JsonObject { ["groups"] = new JsonArray("clerks"), ["sub"] = "clerk" });
        foreach (Answer page in new[] { await holder.GetAsync($"/me/licences/{licence}"), await clerk.GetAsync($"/counter/licences/{licence}") })
        {
            string[] links = [.. Regex.Matches(page.Text, "<a [^>]*/(pdf|ofd)\"[^>]*>").Select(link => link.Value)];
            Assert.Equal(2, links.Length);
            Assert.All(links, link => Assert.DoesNotContain("download", link, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_consent_is_offered_for_the_holder_who_has_what_is_needed_and_for_what_the_catalogue_knows()
    {
        await scene.Node.Department.IssueAsync(CateringBodies.Business());
        await scene.Node.Department.PostJsonAsync(
            "/api/v1/holders", """{"name":"沈知夏","codeType":"111","code":"310100198806120023"}"""u8.ToArray(), Calls.NewKey());
        using TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(Shen);
        string form = (await visitor.GetAsync($"/me/consents/new?item={ConsentBodies.FoodItem}")).Text;
        Assert.Matches("<select id=\"holder\"[^>]*>\\s*(<option[^>]*>[^<]*</option>\\s*)*<option value=\"[01]\"[^>]* selected[^>]*>上海澜川", WebUtility.HtmlDecode(form));
        Assert.Matches("<option value=\"[01]\"[^>]*>沈知夏", WebUtility.HtmlDecode(form));

        // 从业资格证 is in no catalogue here.
        string freight = (await visitor.GetAsync("/me/consents/new?item=11320000MBDEM1034B2320118033000")).Text;
        Assert.Contains("code-11100000000019713D013", freight, StringComparison.Ordinal);
        Assert.DoesNotContain("11100000000019713D071", freight, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_security_administrator_has_a_page_and_ends_a_person_s_sessions_there()
    {
        using TestVisitor leaver = scene.Visitor();
        await leaver.SignInAsync(new JsonObject { ["code_111"] = "310100197903050018", ["sub"] = "leaver" });
        using TestVisitor security = scene.Visitor();
        await security.SignInAsync(new JsonObject { ["groups"] = new JsonArray("security"), ["sub"] = "guard" });
        Assert.Equal("/security", (await security.GetAsync("/start")).Headers["Location"]);
        Answer page = await security.GetAsync("/security");
        Assert.Contains("人员会话", WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Answer empty = await security.PostFormAsync("/security", new() { ["provider"] = "people" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Answer ended = await security.PostFormAsync("/security", new() { ["provider"] = "people", ["subject"] = "leaver" });
        Assert.Equal("/security?ended=1", ended.Headers["Location"]);
        Assert.Contains("已结束 1 个会话", WebUtility.HtmlDecode((await security.GetAsync("/security?ended=1")).Text), StringComparison.Ordinal);
        Calls.AssertProblem(await leaver.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");
        Calls.AssertProblem(await leaver.GetAsync("/security"), HttpStatusCode.Unauthorized, "sign-in-needed");
    }

    // What a person's browser says when they follow a link or press a button.
    private async Task<string> AskAsync(TestVisitor visitor, HttpMethod method, string path, string? from)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = scene.Node.Address };
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Referer", from);
        if (method == HttpMethod.Post)
        {
            request.Headers.TryAddWithoutValidation("Origin", scene.Node.Address.GetLeftPart(UriPartial.Authority));
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { [FormToken.Field] = FormToken.Of(visitor.Cookies[TestNode.SessionName]), ["key"] = Guid.NewGuid().ToString("N") });
        }

        using HttpResponseMessage answer = await http.SendAsync(request);
        string text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.Forbidden && text.Contains("请确认是您本人", StringComparison.Ordinal), text);
        return text;
    }
}
