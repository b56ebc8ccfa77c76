using System.Diagnostics;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Signing;
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
                        new IdentityProviderOptions
                        {
                            Name = "people",
                            Issuer = _issuer,
                            ClientId = "ledger",
                            ClientSecretFile = "people.secret",
                            Holders = [new HolderClaim { Claim = "code_111", CodeType = "111" }],
                        },
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
        await page.WaitForURLAsync("**/api/v1/session");
        Assert.Contains("\"roles\":[\"citizen\"]", await page.ContentAsync(), StringComparison.Ordinal);
        BrowserContextCookiesResult cookie = await SessionAsync(context);
        Assert.Equal((true, true, SameSiteAttribute.Lax, "/"), (cookie.Secure, cookie.HttpOnly, cookie.SameSite, cookie.Path));
        Assert.Equal("", await page.EvaluateAsync<string>("() => document.cookie"));

        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/session&stepUp=yes").ToString());
        await SignInAsync(page); // the provider asks again, though it knows the person
        await page.WaitForURLAsync("**/api/v1/session");
        Assert.Contains("\"steppedUp\":true", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.NotEqual(cookie.Value, (await SessionAsync(context)).Value);

        string signOut = await page.EvaluateAsync<string>(
            "async () => (await (await fetch('/api/v1/session/end', { method: 'POST' })).json()).providerSignOut");
        Assert.DoesNotContain(await context.CookiesAsync(), kept => kept.Name == "__Host-ledger-session");
        await page.GotoAsync(signOut);
        await page.ClickAsync("button[name=logout]");
        await page.WaitForURLAsync(_node.Address.ToString());
        Assert.Equal(401, (await page.GotoAsync(new Uri(_node.Address, "/api/v1/session").ToString()))!.Status);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("EdDSA")]
    public async Task Its_other_algorithms_are_taken_as_well(string algorithm)
    {
        Start(algorithm);
        IPage page = await (await NewContextAsync()).NewPageAsync();
        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/me").ToString());
        await SignInAsync(page);
        await page.WaitForURLAsync("**/api/v1/me");
        Assert.Contains("\"holders\":[]", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_origin_does_nothing_with_the_session()
    {
        Start("ES256");
        IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_node.Address, "/sign-in/people?return=/api/v1/session").ToString());
        await SignInAsync(page);
        await page.WaitForURLAsync("**/api/v1/session");

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
        Assert.Single(await context.CookiesAsync(), cookie => cookie.Name == "__Host-ledger-session");

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
}
