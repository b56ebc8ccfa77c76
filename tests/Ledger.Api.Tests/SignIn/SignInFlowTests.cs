using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Tests.SignIn;

/// <summary>What of a provider's answer is taken, over real sockets, and what is refused.</summary>
public sealed class SignInFlowTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Callback = "/sign-in/people/callback";
    private static readonly JsonObject Citizen = new() { ["code_111"] = "310100198806120023" };

    [Fact]
    public async Task What_the_provider_is_asked_and_told_is_what_the_standards_say()
    {
        using TestVisitor visitor = scene.Visitor();
        Dictionary<string, StringValues> asked = await visitor.StartAsync("?return=/somewhere");
        Assert.Equal("code", asked["response_type"].ToString());
        Assert.Equal("zh-CN", asked["ui_locales"].ToString());
        Assert.Equal("S256", asked["code_challenge_method"].ToString());
        Assert.Equal($"{scene.Node.Address.GetLeftPart(UriPartial.Authority)}{Callback}", asked["redirect_uri"].ToString());
        Assert.Equal((43, 43, 43), (asked["state"].ToString().Length, asked["nonce"].ToString().Length, asked["code_challenge"].ToString().Length));
        string cookie = Assert.Single(visitor.SetCookies);
        Assert.Matches("^__Host-ledger-sign-in-310000=[^;]+; max-age=600; path=/; secure; samesite=lax; httponly$", cookie);

        Answer answer = await visitor.FinishAsync(asked, visitor.Claims(asked, Citizen));
        Assert.Equal("/somewhere", answer.Headers["Location"]);
        Assert.Contains(visitor.SetCookies, set => set.StartsWith("__Host-ledger-sign-in-310000=;", StringComparison.Ordinal));
        string session = Assert.Single(visitor.SetCookies, set => set.StartsWith("__Host-ledger-session-310000=", StringComparison.Ordinal));
        Assert.Matches("^__Host-ledger-session-310000=[A-Za-z0-9_-]{43}; path=/; secure; samesite=lax; httponly$", session);
        (string authorization, IReadOnlyDictionary<string, string> form) = scene.Provider.LastExchange;
        Assert.Equal("Basic " + Convert.ToBase64String("ledger:secret%20of%2Fthe%2Btest"u8), authorization);
        Assert.Equal(asked["redirect_uri"].ToString(), form["redirect_uri"]);
        string challenge = TokenMaker.Url(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"])));
        Assert.Equal(asked["code_challenge"].ToString(), challenge);
        Assert.DoesNotContain("client_secret", form.Keys);
    }

    [Theory]
    [InlineData("alg-none", "/id_token/algorithm")]
    [InlineData("hs256", "/id_token/algorithm")]
    [InlineData("forged", "/id_token/signature")]
    [InlineData("nonce", "/id_token/nonce")]
    [InlineData("issuer", "/id_token/issuer")]
    [InlineData("audience", "/id_token/audience")]
    [InlineData("expired", "/id_token/expired")]
    [InlineData("not-yet", "/id_token/not-now")]
    [InlineData("twice", "/id_token/malformed")]
    [InlineData("oversize", "/id_token/too-large")]
    [InlineData("old", "/id_token/authentication-time")]
    public async Task A_token_that_is_not_for_this_sign_in_is_refused(string what, string field)
    {
        using TestVisitor visitor = scene.Visitor();
        Dictionary<string, StringValues> asked = await visitor.StartAsync();
        using TokenMaker forger = new();
        JsonObject claims = visitor.Claims(asked, Citizen);
        long now = scene.Clock.Now.ToUnixTimeSeconds();
        switch (what)
        {
            case "nonce":
                claims["nonce"] = "another";
                break;
            case "issuer":
                claims["iss"] = scene.OtherProvider.Issuer;
                break;
            case "audience":
                claims["aud"] = "another";
                break;
            case "expired":
                claims["exp"] = now - 61;
                break;
            case "not-yet":
                claims["nbf"] = now + 61;
                break;
            case "old":
                claims["auth_time"] = now - (8 * 3600) - 61;
                break;
            default:
                break;
        }

        string text = claims.ToJsonString();
        string token = what switch
        {
            "alg-none" => scene.Provider.Keys.Sign(text, "none"),
            "hs256" => scene.Provider.Keys.Sign(text, "HS256"),
            "forged" => forger.Sign(text),
            "twice" => scene.Provider.Keys.Sign(text[..^1] + ",\"sub\":\"person-1\"}"),
            "oversize" => scene.Provider.Keys.Sign(text) + new string('A', 16 << 10),
            _ => scene.Provider.Keys.Sign(text),
        };
        await AssertRefusedAsync(visitor, await visitor.ReturnAsync(asked["state"].ToString(), scene.Provider.CodeFor(token)), field);
    }

    [Fact]
    public async Task An_answer_counts_once_and_in_its_own_browser_only()
    {
        using TestVisitor visitor = scene.Visitor();
        Dictionary<string, StringValues> asked = await visitor.StartAsync();
        string attempt = visitor.Cookies["__Host-ledger-sign-in-310000"];
        string token = scene.Provider.Keys.Sign(visitor.Claims(asked, Citizen).ToJsonString());
        string code = scene.Provider.CodeFor(token);

        using TestVisitor stranger = scene.Visitor();
        await AssertRefusedAsync(stranger, await stranger.ReturnAsync(asked["state"].ToString(), code), "/cookie");
        Dictionary<string, StringValues> own = await stranger.StartAsync();
        Assert.NotEqual(asked["state"], own["state"]);
        await AssertRefusedAsync(stranger, await stranger.ReturnAsync(asked["state"].ToString(), code), "/state");

        Assert.Equal(HttpStatusCode.Found, (await visitor.ReturnAsync(asked["state"].ToString(), code)).Status);

        // The same again with the cookie kept: the provider gave each code once, and where it would not, the node does.
        using TestVisitor again = scene.Visitor();
        again.Cookies["__Host-ledger-sign-in-310000"] = attempt;
        await AssertRefusedAsync(again, await again.ReturnAsync(asked["state"].ToString(), code), "/code");
        again.Cookies["__Host-ledger-sign-in-310000"] = attempt;
        await AssertRefusedAsync(again, await again.ReturnAsync(asked["state"].ToString(), scene.Provider.CodeFor(token)), "/state");
    }

    [Fact]
    public async Task Another_providers_answer_is_refused()
    {
        using TestVisitor visitor = scene.Visitor();
        Dictionary<string, StringValues> asked = await visitor.StartAsync();
        string token = scene.Provider.Keys.Sign(visitor.Claims(asked, Citizen).ToJsonString());
        await AssertRefusedAsync(visitor, await visitor.ReturnAsync(asked["state"].ToString(), "code", scene.OtherProvider.Issuer), "/iss");
        asked = await visitor.StartAsync();
        await AssertRefusedAsync(visitor, await visitor.GetAsync($"{Callback}?state={asked["state"]}&code={scene.Provider.CodeFor(token)}"), "/iss");
        asked = await visitor.StartAsync();
        string elsewhere = scene.OtherProvider.CodeFor(token);
        await AssertRefusedAsync(visitor, await visitor.ReturnAsync(asked["state"].ToString(), elsewhere, scene.OtherProvider.Issuer, "others"), "/cookie");
        asked = await visitor.StartAsync();
        await AssertRefusedAsync(visitor, await visitor.GetAsync($"{Callback}?state={asked["state"]}&error=access_denied&iss={scene.Provider.Issuer}"), "/error");
    }

    [Fact]
    public async Task A_sign_in_takes_ten_minutes_at_most()
    {
        using TestVisitor visitor = scene.Visitor();
        Dictionary<string, StringValues> asked = await visitor.StartAsync();
        DateTimeOffset before = scene.Clock.Now;
        scene.Clock.Now = before.AddMinutes(10);
        await AssertRefusedAsync(visitor, await visitor.FinishAsync(asked, visitor.Claims(asked, Citizen)), "/cookie");
        visitor.Cookies["__Host-ledger-sign-in-310000"] = "AAAA";
        await AssertRefusedAsync(visitor, await visitor.FinishAsync(asked, visitor.Claims(asked, Citizen)), "/cookie");
        scene.Clock.Now = before;
    }

    [Fact]
    public async Task Keys_are_asked_for_anew_when_one_is_unknown_but_not_for_every_unknown_one()
    {
        using TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(Citizen);
        scene.Clock.Now += TimeSpan.FromSeconds(31);
        int before = scene.Provider.KeyRequests;
        for (int i = 0; i < 5; i++)
        {
            Dictionary<string, StringValues> asked = await visitor.StartAsync();
            string token = scene.Provider.Keys.Sign(visitor.Claims(asked, Citizen).ToJsonString(), header: """{"alg":"ES256","kid":"new"}""");
            AssertRefusal(await visitor.ReturnAsync(asked["state"].ToString(), scene.Provider.CodeFor(token)), "/id_token/unknown-key");
        }

        Assert.Equal(before + 1, scene.Provider.KeyRequests);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("evil")]
    [InlineData("/a%0d%0ab")]
    public async Task One_comes_back_to_this_site_only(string path)
    {
        using TestVisitor visitor = scene.Visitor();
        Calls.AssertProblem(await visitor.GetAsync($"/sign-in/people?return={path}"), HttpStatusCode.UnprocessableEntity, "invalid-field");
    }

    [Fact]
    public async Task A_person_who_is_nobody_here_is_refused()
    {
        foreach ((JsonObject who, string field) in new (JsonObject, string)[]
        {
            (new JsonObject { ["groups"] = new JsonArray("guests") }, "/claims"),
            (new JsonObject { ["groups"] = new JsonArray("security", "audit") }, "/claims/groups"),
            (new JsonObject { ["groups"] = new JsonArray("system", "audit", "clerks") }, "/claims/groups"),
            (new JsonObject { ["code_111"] = "310100198806120027" }, "/claims/holder"),
            (new JsonObject { ["groups"] = new JsonArray(7) }, "/id_token/malformed"),
        })
        {
            using TestVisitor visitor = scene.Visitor();
            Dictionary<string, StringValues> asked = await visitor.StartAsync();
            await AssertRefusedAsync(visitor, await visitor.FinishAsync(asked, visitor.Claims(asked, who)), field);
        }
    }

    [Theory]
    [InlineData("issuer", "\"https://other.example\"")]
    [InlineData("token_endpoint", "\"http://id.example/token\"")]
    [InlineData("jwks_uri", "\"file:///etc/passwd\"")]
    [InlineData("authorization_endpoint", "\"javascript:alert(1)\"")]
    [InlineData("code_challenge_methods_supported", "[\"plain\"]")]
    [InlineData("token_endpoint_auth_methods_supported", "[\"private_key_jwt\"]")]
    [InlineData("id_token_signing_alg_values_supported", "[\"HS256\",\"none\"]")]
    public async Task A_provider_whose_document_is_not_right_is_not_used(string member, string value)
    {
        await using TestProvider provider = await TestProvider.StartAsync();
        provider.Adjust = document => document[member] = JsonNode.Parse(value);
        using TestNode node = new() { Adjust = options => provider.Into(options) };
        await node.InitializeAsync();
        using TestVisitor visitor = new(node, provider);
        Calls.AssertProblem(await visitor.GetAsync("/sign-in/people"), HttpStatusCode.ServiceUnavailable, "unavailable");
        await node.DisposeAsync();
    }

    private static void AssertRefusal(Answer answer, string field)
    {
        Calls.AssertProblem(answer, HttpStatusCode.Forbidden, "sign-in-refused");
        Assert.Equal(field, answer["field"]);
    }

    private static async Task AssertRefusedAsync(TestVisitor visitor, Answer answer, string field)
    {
        AssertRefusal(answer, field);
        Assert.DoesNotContain(TestNode.SessionName, visitor.Cookies.Keys);
        Calls.AssertProblem(await visitor.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");
    }
}
