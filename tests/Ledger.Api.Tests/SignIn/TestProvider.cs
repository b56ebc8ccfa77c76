using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.SignIn;

/// <summary>
/// A provider under the test's hand, over real sockets: it gives what the test says for a code, each code once. Nobody goes to its pages: the test
/// comes back from there by itself. What a provider does that nobody here wrote is tested beside it.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _tokens = [];

    private TestProvider(WebApplication app, string issuer) => (_app, Issuer) = (app, issuer);

    public string Issuer { get; }

    public TokenMaker Keys { get; set; } = new();

    /// <summary>Changes its document.</summary>
    public Action<JsonObject> Adjust { get; set; } = _ => { };

    /// <summary>How often its keys were asked for.</summary>
    public int KeyRequests { get; private set; }

    /// <summary>The last exchange as it came.</summary>
    public (string Authorization, IReadOnlyDictionary<string, string> Form) LastExchange { get; private set; } = ("", new Dictionary<string, string>());

    public static async Task<TestProvider> StartAsync()
    {
        int port = Ports.Find();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        WebApplication app = builder.Build();
        TestProvider provider = new(app, $"http://127.0.0.1:{port}");
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(provider.Document(), "application/json"));
        app.MapGet("/keys", () => Results.Text(provider.KeysAsked(), "application/json"));
        app.MapPost("/token", provider.ExchangeAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>The settings of a node that lets people sign in there.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="name">What the provider is called there.</param>
    /// <param name="authority">An authority whose clerks the node knows besides those of the demonstration; null for none.</param>
    /// <param name="clerks">Their group.</param>
    public NodeOptions Into(NodeOptions options, string name = "people", string? authority = null, string clerks = "")
    {
        string secret = Path.Combine(options.Folder, $"{name}.secret");
        if (!File.Exists(secret))
        {
            PrivateFile.Create(secret, "secret of/the+test\n"u8);
        }

        return options with
        {
            SignIn = options.SignIn with
            {
                Providers =
                [
                    .. options.SignIn.Providers,
                    new IdentityProviderOptions
                    {
                        Name = name,
                        Issuer = Issuer,
                        ClientId = "ledger",
                        ClientSecretFile = $"{name}.secret",
                        Holders = [new HolderClaim { Claim = "code_111", CodeType = "111" }, new HolderClaim { Claim = "code_001", CodeType = "001" }],
                        Staff =
                        [
                            new StaffGroup { Group = "clerks", Role = StaffRole.Clerk, Authority = DemoWorld.IssuingAuthority },
                            new StaffGroup { Group = "sealers", Role = StaffRole.SealingOfficer, Authority = DemoWorld.IssuingAuthority },
                            new StaffGroup { Group = "other-clerks", Role = StaffRole.Clerk, Authority = DemoWorld.Authorities[1].Code },
                            new StaffGroup { Group = "other-sealers", Role = StaffRole.SealingOfficer, Authority = DemoWorld.Authorities[1].Code },
                            new StaffGroup { Group = "system", Role = StaffRole.SystemAdministrator },
                            new StaffGroup { Group = "security", Role = StaffRole.SecurityAdministrator },
                            new StaffGroup { Group = "audit", Role = StaffRole.Auditor },
                            .. authority is null ? Array.Empty<StaffGroup>() : [new StaffGroup { Group = clerks, Role = StaffRole.Clerk, Authority = authority }],
                        ],
                    },
                ],
            },
        };
    }

    /// <summary>Gives a code for which it will answer with a token.</summary>
    public string CodeFor(string token)
    {
        string code = Guid.NewGuid().ToString("N");
        _tokens[code] = token;
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Keys.Dispose();
    }

    private string Document()
    {
        JsonObject document = new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
            ["end_session_endpoint"] = Issuer + "/end",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        Adjust(document);
        return document.ToJsonString();
    }

    private string KeysAsked()
    {
        KeyRequests++;
        return Keys.KeySet;
    }

    private async Task<IResult> ExchangeAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        LastExchange = (request.Headers.Authorization.ToString(), form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        return _tokens.Remove(form["code"].ToString(), out string? token)
            ? Results.Text(new JsonObject { ["id_token"] = token, ["access_token"] = "access", ["token_type"] = "Bearer" }.ToJsonString(), "application/json")
            : Results.Text("""{"error":"invalid_grant"}""", "application/json", statusCode: 400);
    }
}
