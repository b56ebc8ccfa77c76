using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Portal;
using Ledger.Api.Security;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a clerk's forms refuse, and what survives a refusal.</summary>
public sealed class CounterSecurityTests(SignInScene scene) : IClassFixture<SignInScene>
{
    [Fact]
    public async Task What_was_typed_outlasts_the_step_up_and_comes_back_once()
    {
        using TestVisitor visitor = scene.Visitor();
        JsonObject who = new() { ["sub"] = "typist", ["groups"] = new JsonArray("clerks") };
        await visitor.SignInAsync(who);
        string path = $"/counter/licences/{(await scene.Node.Department.IssueAsync())["identifier"]}/revocation";
        string cookie = visitor.Cookies[TestNode.SessionName];
        scene.Clock.Now += TimeSpan.FromMinutes(6);
        long before = scene.Node.LogSize;
        Answer refused = await SendAsync(
            path, cookie, new() { [FormToken.Field] = FormToken.Of(cookie), ["key"] = Guid.NewGuid().ToString("N"), ["legalBasis"] = "第七十条之依据", ["confirm"] = "yes", ["reason"] = "cancelled" }, accept: "text/html");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("已填写的内容会保留", WebUtility.HtmlDecode(refused.Text), StringComparison.Ordinal);
        Assert.Equal(before, scene.Node.LogSize);

        // Somebody else finds nothing of it.
        Assert.DoesNotContain("第七十条之依据", WebUtility.HtmlDecode((await ReadAsync(path, await ClerkAsync())).Text), StringComparison.Ordinal);
        await visitor.SignInAsync(who, "?stepUp=yes");
        string fresh = visitor.Cookies[TestNode.SessionName];
        Assert.Contains("第七十条之依据", WebUtility.HtmlDecode((await ReadAsync(path, fresh)).Text), StringComparison.Ordinal);
        Assert.DoesNotContain("第七十条之依据", WebUtility.HtmlDecode((await ReadAsync(path, fresh)).Text), StringComparison.Ordinal);
        Answer done = await SendAsync(
            path, fresh, new() { [FormToken.Field] = FormToken.Of(fresh), ["key"] = Guid.NewGuid().ToString("N"), ["legalBasis"] = "第七十条之依据", ["confirm"] = "yes", ["reason"] = "cancelled" });
        Assert.True(done.Status == HttpStatusCode.SeeOther, done.Text);
    }

    [Fact]
    public async Task A_form_has_its_bytes_and_a_code_its_characters_and_no_more()
    {
        const string Field = "presentation=";
        foreach ((int bytes, HttpStatusCode status) in new[] { (PagePermissions.FormBytes, HttpStatusCode.BadRequest), (PagePermissions.FormBytes + 1, HttpStatusCode.RequestEntityTooLarge) })
        {
            Assert.Equal(status, (await PresentAsync(Field + new string('x', bytes - Field.Length))).Status);
        }

        // As long as one may be, it is judged; one character longer, the page asks for one.
        Assert.Equal(HttpStatusCode.OK, (await PresentAsync(Field + new string('x', VerifyPages.LongestPresentation))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PresentAsync(Field + new string('x', VerifyPages.LongestPresentation + 1))).Status);

        async Task<Answer> PresentAsync(string body)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/presentation") { Content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded") };
            return await scene.Node.Anyone.CallAsync(request);
        }
    }

    [Fact]
    public void So_many_forms_are_kept_and_no_more_and_not_for_ever()
    {
        TestClock clock = new();
        FormDrafts drafts = new(clock);
        FilledForm form = new(new Dictionary<string, string> { ["a"] = "typed" });
        Ledger.Node.SignIn.Session[] people = [.. Enumerable.Range(0, FormDrafts.Most + 1).Select(SessionOf)];
        foreach (Ledger.Node.SignIn.Session person in people)
        {
            drafts.Keep(person.Who.Person, "/x", form);
        }

        Assert.NotNull(drafts.Take(people[FormDrafts.Most - 1], "/x"));
        Assert.Null(drafts.Take(people[FormDrafts.Most], "/x"));
        Assert.Null(drafts.Take(people[0], "/y"));
        clock.Now += FormDrafts.KeptFor - TimeSpan.FromSeconds(1);
        Assert.NotNull(drafts.Take(people[0], "/x"));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(drafts.Take(people[1], "/x"));
    }

    private static Ledger.Node.SignIn.Session SessionOf(int number)
    {
        byte[] person = new byte[32];
        BitConverter.TryWriteBytes(person, number);
        Ledger.Node.SignIn.SignedInPerson who = new("p", new Crypto.Hashing.Digest(person), [], [], "", default, HasStepUpAcr: true);
        return new(Google.Protobuf.ByteString.Empty, "", who, default, default);
    }

    private async Task<string> ClerkAsync()
    {
        using TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(new JsonObject { ["sub"] = Guid.NewGuid().ToString("N"), ["groups"] = new JsonArray("clerks", "sealers") });
        return visitor.Cookies[TestNode.SessionName];
    }

    private async Task<Answer> ReadAsync(string path, string cookie)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Cookie", $"{TestNode.SessionName}={cookie}");
        return await scene.Node.Anyone.CallAsync(request);
    }

    private async Task<Answer> SendAsync(string path, string cookie, Dictionary<string, string> fields, string accept = "*/*")
    {
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = scene.Node.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("Cookie", $"{TestNode.SessionName}={cookie}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Origin", scene.Node.Address.GetLeftPart(UriPartial.Authority));
        return await client.CallAsync(request);
    }
}
