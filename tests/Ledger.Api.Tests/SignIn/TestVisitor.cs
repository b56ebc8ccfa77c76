using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Tests.SignIn;

/// <summary>A browser as far as sign-in asks for one: keeps cookies, follows nothing by itself, says where its requests come from.</summary>
internal sealed class TestVisitor(Uri address, TimeProvider time, TestProvider provider) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };

    public TestVisitor(TestNode node, TestProvider provider)
        : this(node.Address, node.Time, provider)
    {
    }

    /// <summary>Where.</summary>
    public Uri Address => address;

    /// <summary>Cookies; of two visitors that share them, all of both.</summary>
    public Dictionary<string, string> Cookies { get; init; } = [];

    /// <summary>The only session.</summary>
    public KeyValuePair<string, string> Session => Cookies.Single(cookie => cookie.Key.StartsWith("__Host-ledger-session-", StringComparison.Ordinal));

    /// <summary>Cookies exactly as the last answer set them.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public void Dispose() => _http.Dispose();

    /// <summary>Begins a sign-in.</summary>
    /// <returns>What the provider is asked.</returns>
    public async Task<Dictionary<string, StringValues>> StartAsync(string query = "", string name = "people")
    {
        Answer answer = await SendAsync(HttpMethod.Get, $"/sign-in/{name}{query}");
        Assert.True(answer.Status == HttpStatusCode.Found, answer.Text);
        return QueryHelpers.ParseQuery(new Uri(answer.Headers["Location"]).Query);
    }

    /// <summary>Comes back with a token over claims, and whatever else the test changes.</summary>
    public Task<Answer> FinishAsync(Dictionary<string, StringValues> asked, JsonObject claims) =>
        ReturnAsync(asked["state"].ToString(), provider.CodeFor(provider.Keys.Sign(claims.ToJsonString())));

    public Task<Answer> ReturnAsync(string state, string code, string? issuer = null, string name = "people") => SendAsync(
        HttpMethod.Get,
        QueryHelpers.AddQueryString($"/sign-in/{name}/callback", new Dictionary<string, string?> { ["state"] = state, ["code"] = code, ["iss"] = issuer ?? provider.Issuer }));

    /// <summary>Signs in, or steps up.</summary>
    public async Task SignInAsync(JsonObject who, string query = "")
    {
        Dictionary<string, StringValues> asked = await StartAsync(query);
        Answer answer = await FinishAsync(asked, Claims(asked, who));
        Assert.True(answer.Status == HttpStatusCode.Found, answer.Text);
    }

    /// <summary>Good claims of a person.</summary>
    public JsonObject Claims(Dictionary<string, StringValues> asked, JsonObject who)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        JsonObject claims = new()
        {
            ["iss"] = provider.Issuer,
            ["sub"] = "person-1",
            ["aud"] = "ledger",
            ["exp"] = now + 300,
            ["iat"] = now,
            ["nonce"] = asked["nonce"].ToString(),
            ["auth_time"] = now,
        };
        foreach ((string name, JsonNode? value) in who)
        {
            claims[name] = value?.DeepClone();
        }

        return claims;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, JsonObject? body = null, string? origin = null, string? site = null, bool withKey = true) =>
        SendAsync(HttpMethod.Post, path, request =>
        {
            request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            if (withKey)
            {
                request.Headers.TryAddWithoutValidation("Idempotency-Key", Calls.NewKey());
            }

            if ((origin ?? address.GetLeftPart(UriPartial.Authority)) is { Length: > 0 } from)
            {
                request.Headers.TryAddWithoutValidation("Origin", from);
            }

            if (site is not null)
            {
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
            }
        });

    /// <summary>Sends a form of the present session.</summary>
    public Task<Answer> PostFormAsync(string path, Dictionary<string, string> fields) => SendAsync(HttpMethod.Post, path, request =>
    {
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields)
        {
            [FormToken.Field] = FormToken.Of(Session.Value),
            ["key"] = Guid.NewGuid().ToString("N"),
        });
        request.Headers.TryAddWithoutValidation("Origin", address.GetLeftPart(UriPartial.Authority));
    });

    private async Task<Answer> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? adjust = null)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        adjust?.Invoke(request);
        HttpResponseMessage response = await _http.SendAsync(request);
        SetCookies = response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? [.. set] : [];
        foreach (string[] pair in SetCookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
        {
            if (pair[1].Length == 0)
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }

        return await Answer.OfAsync(response);
    }
}
