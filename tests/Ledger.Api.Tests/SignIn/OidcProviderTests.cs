using System.Diagnostics;
using System.Text.RegularExpressions;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Tests.Portal;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.SignIn;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.SignIn;

/// <summary>Chromium, npm's oidc-provider and a node: a person signs in, steps up and signs out, through pages that nobody here wrote.</summary>
public sealed class OidcProviderTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "a-secret:with/odd+signs";
    private const string Person = "111_310100198806120023";

    private readonly string _issuer = $"http://127.0.0.1:{Ports.Find()}";
    private readonly TestNode _node;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Process? _provider;

    public OidcProviderTests() => _node = new TestNode
    {
        Adjust = options =>
        {
            PrivateFile.Create(Path.Combine(options.Folder, "people.secret"), System.Text.Encoding.UTF8.GetBytes(Secret));
            return options with
            {
                SignIn = new SignInOptions
                {
                    Providers =
                    [
                        Provider("people") with { ClientSecretFile = "people.secret" },
                        Provider("keyed") with { ClientKey = KeyFor(options, P256PrivateKey.Generate()) },
                        Provider("keyed-25519") with { ClientKey = KeyFor(options, Ed25519PrivateKey.Generate()) },
                    ],
                },
            };
        },
    };

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        await _browser!.DisposeAsync();
        await _node.DisposeAsync();
    }

    public void Dispose()
    {
        _provider?.Kill();
        _provider?.Dispose();
        _playwright?.Dispose();
        _node.Dispose();
    }

    [Fact]
    public async Task A_person_signs_in_steps_up_and_signs_out()
    {
        Start("ES256");
        IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/session").ToString());
        await SignInAsync(page);
        await page.ArrivesAtAsync(new Regex("/api/v1/session$"));
        Assert.Contains("\"roles\":[\"citizen\"]", await page.ContentAsync(), StringComparison.Ordinal);
        BrowserContextCookiesResult cookie = await SessionAsync(context);
        Assert.Equal((true, true, SameSiteAttribute.Lax, "/"), (cookie.Secure, cookie.HttpOnly, cookie.SameSite, cookie.Path));
        Assert.Equal("", await page.EvaluateAsync<string>("() => document.cookie"));

        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/session&stepUp=yes").ToString());
        await SignInAsync(page); // the provider asks again, though it knows the person
        await page.ArrivesAtAsync(new Regex("/api/v1/session$"));
        Assert.Contains("\"steppedUp\":true", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.NotEqual(cookie.Value, (await SessionAsync(context)).Value);

        string signOut = await page.EvaluateAsync<string>(
            "async () => (await (await fetch('/api/v1/session/end', { method: 'POST' })).json()).providerSignOut");
        Assert.DoesNotContain(await context.CookiesAsync(), kept => kept.Name == TestNode.SessionName);
        await page.GotoAsync(signOut);
        await page.ClickAsync("button[name=logout]");
        await page.ArrivesAtAsync(_node.Address);
        Assert.Equal(401, (await page.GotoAsync(new Uri(_node.Address, "/api/v1/session").ToString()))!.Status);
    }

    [Theory]
    [InlineData("people", "RS256")]
    [InlineData("keyed", "PS256")]
    [InlineData("keyed-25519", "EdDSA")]
    public async Task Who_signs_out_at_the_provider_is_signed_out_here(string name, string algorithm)
    {
        Start(algorithm);
        IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_node.Address, $"/sign-in/{name}?return=/api/v1/session").ToString());
        await SignInAsync(page);
        await page.ArrivesAtAsync(new Regex("/api/v1/session$"));
        Assert.Contains("\"roles\":[\"citizen\"]", await page.ContentAsync(), StringComparison.Ordinal);

        // Nothing is asked of the node: the provider tells it by itself.
        await page.GotoAsync($"{_issuer}/session/end?client_id={name}");
        await page.ClickAsync("button[name=logout]");
        await page.ArrivesAtAsync(new Regex("/session/end/success"));
        await SessionAsync(context);
        Assert.Equal(401, (await page.GotoAsync(new Uri(_node.Address, "/api/v1/session").ToString()))!.Status);
    }

    [Fact]
    public async Task Who_does_not_sign_in_gets_a_page_that_says_so_and_leads_back()
    {
        Start("ES256");
        IPage page = await (await NewContextAsync()).NewPageAsync();
        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/session").ToString());
        await page.ClickAsync("a[href$='/abort']");
        await page.ArrivesAtAsync(new Regex("/sign-in/people/callback\\?"));
        Assert.Equal("sign-in-refused", await page.TextContentAsync("#code"));
        Assert.Matches("^[0-9a-f]{32}$", (await page.TextContentAsync("#number"))!);
        string text = (await page.TextContentAsync("main"))!;
        Assert.Contains("身份提供方未完成登录。", text, StringComparison.Ordinal);
        Assert.Contains("did not sign the person in", text, StringComparison.Ordinal);
        await page.ClickAsync("main a");
        await page.ArrivesAtAsync(new Uri($"{_issuer}/interaction/"));
    }

    [Fact]
    public async Task A_page_of_another_origin_does_nothing_with_the_session()
    {
        Start("ES256");
        IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/session").ToString());
        await SignInAsync(page);
        await page.ArrivesAtAsync(new Regex("/api/v1/session$"));

        // The provider's pages are of another origin, and of the same site: the cookie goes along.
        await page.GotoAsync(_issuer + "/jwks");
        string end = new Uri(_node.Address, "/api/v1/session/end").ToString();
        await page.EvaluateAsync("async end => { await fetch(end, { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => 0); }", end);
        IResponse session = (await page.GotoAsync(new Uri(_node.Address, "/api/v1/session").ToString()))!;
        Assert.Equal(200, session.Status);
    }

    // The node's answers forbid their reader everything; what a page of the portal may do, the tests' scripts do in their place.
    private async Task<IBrowserContext> NewContextAsync()
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions { BypassCSP = true });
        await context.RouteAsync("https://**", route => route.AbortAsync()); // the provider's pages would like fonts from far away
        return context;
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.FillAsync("input[name=login]", Person);
        await page.FillAsync("input[name=password]", "any");
        await page.ClickAsync("button[type=submit]");
    }

    private static async Task<BrowserContextCookiesResult> SessionAsync(IBrowserContext context) =>
        Assert.Single(await context.CookiesAsync(), cookie => cookie.Name == TestNode.SessionName);

    private void Start(string algorithm)
    {
        ProcessStartInfo start = new("node")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = ["tests/independent/oidc.cjs", new Uri(_issuer).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), _node.Address.GetLeftPart(UriPartial.Authority), algorithm];
        Array.ForEach(arguments, start.ArgumentList.Add);
        Process provider = _provider = Process.Start(start)!;
        provider.ErrorDataReceived += (_, _) => { };
        provider.BeginErrorReadLine();
        provider.StandardInput.Write(Secret);
        provider.StandardInput.Close();
        while (provider.StandardOutput.ReadLine() is string line)
        {
            if (line == "listening")
            {
                return;
            }
        }

        throw new InvalidOperationException("The provider did not start. `npm ci` installs oidc-provider; `./test` does so by itself.");
    }

    private static string KeyFor(NodeOptions options, SigningKey key)
    {
        using (key)
        {
            string name = $"client-{key.Algorithm}".ToLowerInvariant();
            SigningKeyFile.Save(Path.Combine(options.KeyFolder, name + ".key"), key);
            return name;
        }
    }

    private IdentityProviderOptions Provider(string name) => new()
    {
        Name = name,
        Issuer = _issuer,
        ClientId = name,
        Holders = [new HolderClaim { Claim = "code_111", CodeType = "111" }],
    };
}
