using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Crypto.Signing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Demo;

/// <summary>
/// The identity provider of the demonstration: real endpoints, invented persons, no passwords. It lives in the process of <c>ledger demo</c> and in no
/// other: a node has no part of it. It listens on this machine only, for nodes of this machine only, and refuses to start otherwise.
/// </summary>
internal sealed class DemoIdentityProvider : IAsyncDisposable
{
    private const string KeyId = "demo";
    private const int MostGrants = 1_000;
    private static readonly TimeSpan GrantLifetime = TimeSpan.FromSeconds(60);

    private readonly SigningKey _key = P256PrivateKey.Generate();
    private readonly ConcurrentDictionary<string, DemoGrant> _grants = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<DemoClient> _clients;
    private readonly TimeProvider _time;
    private readonly WebApplication _app;

    private DemoIdentityProvider(Uri address, IReadOnlyList<DemoClient> clients, TimeProvider time)
    {
        (Address, _clients, _time) = (address, clients, time);
        _app = DemoServer.Build(address, mostBytes: 16 << 10, DemoIdentityPage.Policy);
        _app.MapGet("/.well-known/openid-configuration", Document);
        _app.MapGet("/keys", Keys);
        _app.MapGet("/authorize", Authorise);
        _app.MapGet("/choose", Choose);
        _app.MapPost("/token", ExchangeAsync);
        _app.MapGet("/end", End);
    }

    /// <summary>Its issuer, without a slash at the end.</summary>
    public string Issuer => Address.GetLeftPart(UriPartial.Authority);

    private Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="address">Where it answers: http on 127.0.0.1.</param>
    /// <param name="clients">The nodes, on this machine too.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">Something of it is not on this machine.</exception>
    public static async Task<DemoIdentityProvider> StartAsync(Uri address, IReadOnlyList<DemoClient> clients, TimeProvider time, CancellationToken cancel)
    {
        if (clients.Select(client => client.Address).Append(address).FirstOrDefault(one => one.Scheme != Uri.UriSchemeHttp || !one.IsLoopback) is Uri outside)
        {
            throw new InvalidOperationException($"The demonstration's identity provider serves this machine only, not {outside}. / 演示身份提供方仅限本机。");
        }

        DemoIdentityProvider provider = new(address, clients, time);
        await provider._app.StartAsync(cancel);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private static IResult Json(JsonNode json, int status = StatusCodes.Status200OK) => Results.Text(json.ToJsonString(), "application/json", statusCode: status);

    private static IResult Refused(string error) => Json(new JsonObject { ["error"] = error }, StatusCodes.Status400BadRequest);

    private static string Url(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private static bool AreSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private IResult Document() => Json(new JsonObject
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = Issuer + "/authorize",
        ["token_endpoint"] = Issuer + "/token",
        ["jwks_uri"] = Issuer + "/keys",
        ["end_session_endpoint"] = Issuer + "/end",
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic"),
        ["authorization_response_iss_parameter_supported"] = true,
    });

    private IResult Keys() => Json(new JsonObject
    {
        ["keys"] = new JsonArray(new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["kid"] = KeyId,
            ["x"] = Url(_key.PublicKey.Span[1..33]),
            ["y"] = Url(_key.PublicKey.Span[33..]),
        }),
    });

    // It asks each time who one is, whatever prompt and max_age say: so it does what they ask for.
    private IResult Authorise(HttpRequest request)
    {
        Dictionary<string, string?> query = request.Query.Where(pair => pair.Key != "lang").ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        return ClientOf(request) is null
            ? Refused("invalid_request")
            : Results.Text(DemoIdentityPage.Write(query, (request.Query.TryGetValue("lang", out StringValues chosen) ? chosen : request.Query["ui_locales"]) == "en"), "text/html; charset=utf-8");
    }

    private IResult Choose(HttpRequest request)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DemoPerson? person = DemoPerson.All.FirstOrDefault(one => one.Subject == request.Query["person"]);
        foreach (KeyValuePair<string, DemoGrant> old in _grants.Where(grant => now - grant.Value.At >= GrantLifetime))
        {
            _grants.TryRemove(old);
        }

        if (ClientOf(request) is not DemoClient client || person is null || _grants.Count >= MostGrants)
        {
            return Refused("invalid_request");
        }

        string code = Url(RandomNumberGenerator.GetBytes(32));
        _grants[code] = new DemoGrant(client, person, request.Query["nonce"].ToString(), request.Query["code_challenge"].ToString(), now);
        return Results.Redirect(QueryHelpers.AddQueryString(
            client.Redirect, new Dictionary<string, string?> { ["code"] = code, ["state"] = request.Query["state"].ToString(), ["iss"] = Issuer }));
    }

    // Where to go back to is what was registered, never what the request says.
    private DemoClient? ClientOf(HttpRequest request) => _clients.FirstOrDefault(client =>
        client.Id == request.Query["client_id"] && client.Redirect == request.Query["redirect_uri"] && request.Query["response_type"] == "code"
        && request.Query["code_challenge_method"] == "S256" && request.Query["code_challenge"].ToString().Length == 43);

    private async Task<IResult> ExchangeAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        if (!_grants.TryRemove(form["code"].ToString(), out DemoGrant? grant) || _time.GetUtcNow() - grant.At >= GrantLifetime)
        {
            return Refused("invalid_grant");
        }

        string shown = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{grant.Client.Id}:{grant.Client.Secret}"));
        if (!AreSame(request.Headers.Authorization.ToString(), "Basic " + shown))
        {
            return Refused("invalid_client");
        }

        string challenge = Url(SHA256.HashData(Encoding.UTF8.GetBytes(form["code_verifier"].ToString())));
        if (form["grant_type"] != "authorization_code" || form["redirect_uri"] != grant.Client.Redirect || !AreSame(challenge, grant.Challenge))
        {
            return Refused("invalid_grant");
        }

        string access = Url(RandomNumberGenerator.GetBytes(32)); // opens nothing: there is no other endpoint
        return Json(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 60, ["access_token"] = access, ["id_token"] = TokenOf(grant) });
    }

    private string TokenOf(DemoGrant grant)
    {
        JsonObject claims = grant.Person.Claims.DeepClone().AsObject();
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        (claims["iss"], claims["sub"], claims["aud"], claims["nonce"]) = (Issuer, grant.Person.Subject, grant.Client.Id, grant.Nonce);
        (claims["iat"], claims["exp"], claims["auth_time"]) = (now, now + 300, grant.At.ToUnixTimeSeconds());
        string header = new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = KeyId }.ToJsonString();
        string signed = $"{Url(Encoding.UTF8.GetBytes(header))}.{Url(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Url(_key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private IResult End(HttpRequest request) =>
        _clients.FirstOrDefault(client => client.Id == request.Query["client_id"] && client.SignedOut == request.Query["post_logout_redirect_uri"]) is DemoClient client
            ? Results.Redirect(client.SignedOut)
            : Refused("invalid_request");
}
