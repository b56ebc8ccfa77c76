using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.SignIn;

/// <summary>A provider ends sessions, over real sockets; and nobody else does.</summary>
public sealed class BackChannelLogoutTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Logout = "/sign-in/people/logout";

    [Fact]
    public async Task The_session_that_is_over_at_the_provider_ends_and_the_persons_others_do_not()
    {
        using TestVisitor ended = await SignedInAsync("over", "at-work");
        using TestVisitor stays = await SignedInAsync("over", "at-home");
        using TestVisitor other = await SignedInAsync("somebody-else", "at-home-too");
        JsonObject claims = ClaimsOf("over", "at-work");
        AssertDone(await SendAsync(claims));
        await AssertOutAsync(ended);
        await AssertInAsync(stays);

        // A session of which the provider did not say where it began may be that one.
        using TestVisitor unnamed = await SignedInAsync("over", session: null);
        AssertDone(await SendAsync(ClaimsOf("over", "nowhere-else")));
        await AssertOutAsync(unnamed);
        await AssertInAsync(stays);
        await AssertInAsync(other);

        AssertDone(await SendAsync(ClaimsOf(null, "at-home")));
        await AssertOutAsync(stays);
        await AssertInAsync(other);
    }

    [Fact]
    public async Task A_person_who_is_out_at_the_provider_is_out_here_wherever_they_signed_in()
    {
        using TestVisitor one = await SignedInAsync("leaves", "at-work");
        using TestVisitor two = await SignedInAsync("leaves", "at-home");
        using TestVisitor other = await SignedInAsync("remains", "elsewhere");
        AssertDone(await SendAsync(ClaimsOf("leaves", null)));
        await AssertOutAsync(one);
        await AssertOutAsync(two);
        await AssertInAsync(other);
        AssertDone(await SendAsync(ClaimsOf("nobody-here", null)));
    }

    [Fact]
    public async Task A_session_of_one_person_is_not_ended_in_the_name_of_another()
    {
        using TestVisitor visitor = await SignedInAsync("careful", "hers");
        AssertDone(await SendAsync(ClaimsOf("careless", "hers")));
        await AssertInAsync(visitor);
    }

    [Fact]
    public async Task A_logout_token_counts_once()
    {
        using TestVisitor visitor = await SignedInAsync("twice", "first");
        JsonObject claims = ClaimsOf("twice", "first");
        AssertDone(await SendAsync(claims));
        using TestVisitor again = await SignedInAsync("twice", "first");
        AssertRefused(await SendAsync(claims), "/logout_token/replayed");
        await AssertInAsync(again);
    }

    [Fact]
    public async Task What_is_no_logout_token_of_the_provider_ends_nothing()
    {
        using TestVisitor visitor = await SignedInAsync("kept", "kept");
        using TokenMaker forger = new();
        JsonObject good = ClaimsOf("kept", "kept");
        AssertRefused(await SendTextAsync(forger.Sign(good.ToJsonString())), "/logout_token/signature");
        AssertRefused(await SendTextAsync(scene.Provider.Keys.Sign(good.ToJsonString(), "none")), "/logout_token/algorithm");
        AssertRefused(await SendTextAsync(scene.OtherProvider.Keys.Sign(good.ToJsonString())), "/logout_token/signature");
        JsonObject idToken = good.DeepClone().AsObject();
        idToken.Remove("events");
        idToken["nonce"] = "of a sign-in";
        AssertRefused(await SendAsync(idToken), "/logout_token/event");
        AssertRefused(await PostAsync(new FormUrlEncodedContent([])), "/logout_token");
        string token = scene.Provider.Keys.Sign(good.ToJsonString());
        AssertRefused(await PostAsync(new FormUrlEncodedContent([new("logout_token", token), new("logout_token", token)])), "/logout_token");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(new StringContent("{}", System.Text.Encoding.UTF8, "application/json"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new FormUrlEncodedContent(Enumerable.Range(0, 1025).Select(i => KeyValuePair.Create($"{i}", ""))))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendTextAsync(new string('A', 16 << 10))).Status);
        Calls.AssertProblem(await PostAsync(new FormUrlEncodedContent([new("logout_token", token)]), "/sign-in/nobody/logout"), HttpStatusCode.NotFound, "not-found");
        await AssertInAsync(visitor);
        AssertDone(await SendTextAsync(token));
        await AssertOutAsync(visitor);
    }

    private static JsonObject Person(string subject, string? session) => session is null
        ? new() { ["code_111"] = "310100197903050018", ["sub"] = subject }
        : new() { ["code_111"] = "310100197903050018", ["sub"] = subject, ["sid"] = session };

    private static void AssertDone(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("", answer.Text);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    private static void AssertRefused(Answer answer, string field)
    {
        Calls.AssertProblem(answer, HttpStatusCode.BadRequest, "logout-refused");
        Assert.Equal(field, answer["field"]);
    }

    private static async Task AssertInAsync(TestVisitor visitor) => Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/v1/session")).Status);

    private static async Task AssertOutAsync(TestVisitor visitor) =>
        Calls.AssertProblem(await visitor.GetAsync("/api/v1/session"), HttpStatusCode.Unauthorized, "sign-in-needed");

    private async Task<TestVisitor> SignedInAsync(string subject, string? session)
    {
        TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(Person(subject, session));
        await AssertInAsync(visitor);
        return visitor;
    }

    private JsonObject ClaimsOf(string? subject, string? session)
    {
        JsonObject claims = LogoutTokenTests.Claims(scene.Provider.Issuer, scene.Clock.Now);
        (claims["sub"], claims["sid"]) = (subject, session);
        if (subject is null)
        {
            claims.Remove("sub");
        }

        if (session is null)
        {
            claims.Remove("sid");
        }

        return claims;
    }

    private Task<Answer> SendAsync(JsonObject claims) => SendTextAsync(
        scene.Provider.Keys.Sign(claims.ToJsonString(), header: """{"alg":"ES256","kid":"p256","typ":"logout+jwt"}"""));

    private Task<Answer> SendTextAsync(string token) => PostAsync(new FormUrlEncodedContent([new("logout_token", token)]));

    private async Task<Answer> PostAsync(HttpContent content, string path = Logout)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = content };
        return await scene.Node.Anyone.CallAsync(request);
    }
}
