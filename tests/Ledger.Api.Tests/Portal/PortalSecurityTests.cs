using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Security;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Portal;

/// <summary>What other sites, planted texts and old sessions get from the pages, as any browser sends it.</summary>
public sealed class PortalSecurityTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Company = "91310105MADEM0011P";

    [Fact]
    public async Task A_form_counts_with_the_token_of_its_session_from_this_site_only()
    {
        (string cookie, string licence) = await HolderAsync();
        string show = $"/me/licences/{licence}/show";
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(show, cookie, FormToken.Of(cookie))).Status);
        (string other, _) = await HolderAsync();
        foreach (string? token in new[] { null, "", "x", FormToken.Of(other), FormToken.Of("") })
        {
            Calls.AssertProblem(await SendAsync(show, cookie, token), HttpStatusCode.Forbidden, "cross-site-request");
        }

        foreach (string? origin in new[] { null, "null", "https://evil.example" })
        {
            Calls.AssertProblem(await SendAsync(show, cookie, FormToken.Of(cookie), origin), HttpStatusCode.Forbidden, "cross-site-request");
        }
    }

    [Fact]
    public async Task The_same_form_sent_twice_counts_once()
    {
        (string cookie, string licence) = await HolderAsync();
        string key = Guid.NewGuid().ToString("N");
        List<long> sizes = [scene.Node.LogSize];
        for (int i = 0; i < 2; i++)
        {
            Answer made = await SendAsync($"/me/licences/{licence}/copy", cookie, FormToken.Of(cookie), key: key);
            Assert.True(made.Status == HttpStatusCode.SeeOther, made.Text);
            sizes.Add(scene.Node.LogSize);
        }

        Assert.True(sizes[1] > sizes[0]);
        Assert.Equal(sizes[1], sizes[2]);
    }

    [Fact]
    public async Task Text_from_a_licence_is_text_on_the_page()
    {
        (string cookie, string licence) = await HolderAsync("<script>alert(1)</script>\"'><img src=x onerror=alert(2)>");
        foreach (string path in new[] { "", "/copy", "/show", "/picture" })
        {
            Answer page = await ReadAsync($"/me/licences/{licence}{path}", cookie);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
        }
    }

    [Fact]
    public async Task An_uploaded_page_is_judged_and_never_shown()
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent("<!doctype html><h1>planted-here</h1>"u8.ToArray()), "file", "<b>planted-name</b>.html" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/") { Content = form };
        Answer page = await scene.Node.Anyone.CallAsync(request);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("无法判定", WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_a_step_up_leads_there_and_back()
    {
        (string cookie, string licence) = await HolderAsync();
        scene.Clock.Now += TimeSpan.FromMinutes(6);
        Answer page = await ReadAsync($"/me/licences/{licence}/pdf", cookie);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        string text = WebUtility.HtmlDecode(page.Text);
        Assert.Contains("请确认是您本人", text, StringComparison.Ordinal);
        Assert.Contains("/sign-in/people?stepUp=yes&return=%2Fstart\"", text, StringComparison.Ordinal); // a file is no page to come back to
        scene.Clock.Now += TimeSpan.FromMinutes(16);
        Assert.Contains("登录已过期", WebUtility.HtmlDecode((await ReadAsync("/me", cookie)).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choice_of_language_leads_back_to_this_site_only()
    {
        foreach (string query in new[] { "return=//evil.example", "return=https://evil.example", "lang=fr", "size=huge", "return=/%5Cevil.example", "other=1" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await scene.Node.Anyone.ReadAsync($"/view?{query}")).Status);
        }
    }

    [Fact]
    public async Task The_first_page_is_small()
    {
        int page = (await scene.Node.Anyone.ReadAsync("/")).Bytes.Length;
        int style = (await scene.Node.Anyone.ReadAsync("/portal.css")).Bytes.Length;
        Assert.True(page + style < 100_000, $"{page} and {style} bytes");
    }

    [Fact]
    public async Task Refusals_are_pages_for_people_and_problem_documents_for_programs()
    {
        Answer page = await ReadAsync("/nothing-here", "");
        Assert.Equal((HttpStatusCode.NotFound, "text/html; charset=utf-8"), (page.Status, page.Headers["Content-Type"]));
        Calls.AssertProblem(await scene.Node.Anyone.ReadAsync("/nothing-here"), HttpStatusCode.NotFound, "not-found");
        Answer signIn = await ReadAsync("/me", "");
        Assert.Equal(HttpStatusCode.Unauthorized, signIn.Status);
        Assert.Contains("/sign-in?return=%2Fme", WebUtility.HtmlDecode(signIn.Text), StringComparison.Ordinal);
    }

    /// <summary>Signs a company's representative in, and issues the company a licence.</summary>
    private async Task<(string Cookie, string Licence)> HolderAsync(string? name = null)
    {
        JsonObject licence = Calls.GoodLicence();
        licence["holder"]!["code"] = Company;
        if (name is not null)
        {
            licence["fields"]!["JYFW"] = name;
        }

        Answer issued = await scene.Node.Department.IssueAsync(licence);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        using TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(new JsonObject { ["sub"] = Guid.NewGuid().ToString("N"), ["code_001"] = Company });
        return (visitor.Cookies[TestNode.SessionName], issued["identifier"]);
    }

    private async Task<Answer> ReadAsync(string path, string cookie)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Cookie", $"{TestNode.SessionName}={cookie}");
        return await scene.Node.Anyone.CallAsync(request);
    }

    private async Task<Answer> SendAsync(string path, string cookie, string? token, string? origin = "own", string? key = null)
    {
        Dictionary<string, string> form = new()
        {
            ["key"] = key ?? Guid.NewGuid().ToString("N"),
            ["purpose"] = "核验",
            ["recipient"] = "苏州示例银行",
            ["days"] = "1",
            ["fields"] = "KZ_MC",
        };
        if (token is not null)
        {
            form[FormToken.Field] = token;
        }

        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = scene.Node.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Cookie", $"{TestNode.SessionName}={cookie}");
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? scene.Node.Address.GetLeftPart(UriPartial.Authority) : origin);
        }

        return await client.CallAsync(request);
    }
}
