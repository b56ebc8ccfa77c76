using System.Net;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Tests.Demo;

/// <summary>The demonstration's identity provider: what it gives to whom, and that it is nowhere but in a demonstration.</summary>
public sealed class DemoIdentityProviderTests
{
    private const string Secret = "secret-of-the-demonstration";

    [Theory]
    [InlineData("http://0.0.0.0:1", "http://127.0.0.1:2")]
    [InlineData("http://192.0.2.1:1", "http://127.0.0.1:2")]
    [InlineData("https://127.0.0.1:1", "http://127.0.0.1:2")]
    [InlineData("http://127.0.0.1:1", "https://node.example")]
    public Task It_does_not_start_where_something_is_not_on_this_machine(string address, string node) => Assert.ThrowsAsync<InvalidOperationException>(
        () => DemoIdentityProvider.StartAsync(new Uri(address), [new DemoClient("sh", new Uri(node), Secret)], TimeProvider.System, CancellationToken.None));

    [Fact]
    public async Task A_sample_person_signs_in_at_a_node_by_its_links_alone()
    {
        using TestNode node = new()
        {
            Adjust = options =>
            {
                PrivateFile.Create(Path.Combine(options.Folder, DemoSignIn.SecretFile), Encoding.ASCII.GetBytes(Secret));
                return options with { SignIn = DemoSignIn.At(Provider, "sh", DemoWorld.IssuingAuthority) };
            },
        };
        await using DemoIdentityProvider provider = await DemoIdentityProvider.StartAsync(
            new Uri(Provider), [new DemoClient("sh", node.Address, Secret)], TimeProvider.System, CancellationToken.None);
        await node.InitializeAsync();
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        Answer start = await GetAsync(browser, new Uri(node.Address, "/sign-in/demo"), cookie: null);
        Uri authorise = new(start.Headers["Location"]);
        Answer page = await GetAsync(browser, authorise, cookie: null);
        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("沈知夏", page.Text, StringComparison.Ordinal);
        Answer english = await GetAsync(browser, new Uri(authorise + "&lang=en"), cookie: null);
        Assert.Contains("Sign in as", english.Text, StringComparison.Ordinal);
        Answer chosen = await GetAsync(browser, new Uri(authorise.AbsoluteUri.Replace("/authorize?", "/choose?person=clerk&", StringComparison.Ordinal)), cookie: null);
        Answer back = await GetAsync(browser, new Uri(chosen.Headers["Location"]), start.Headers["Set-Cookie"].Split(';')[0]);
        Assert.True(back.Status == HttpStatusCode.Found, back.Text);
        string session = back.Headers["Set-Cookie"].Split(", ").Single(set => set.StartsWith(TestNode.SessionName + "=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Contains("\"clerk\"", (await GetAsync(browser, new Uri(node.Address, "/api/v1/session"), session)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, new Uri(node.Address, "/api/v1/licences"), session)).Status);

        foreach ((string right, string wrong) in new[] { ("client_id=sh", "client_id=js"), ("callback", "elsewhere"), ("=S256", "=plain"), ("=code&", "=token&") })
        {
            Uri other = new(authorise.AbsoluteUri.Replace(right, wrong, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(browser, other, cookie: null)).Status);
        }

        await node.DisposeAsync();
    }

    private static string Provider { get; } = $"http://127.0.0.1:{Ports.Find()}";

    private static async Task<Answer> GetAsync(HttpClient browser, Uri address, string? cookie)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return await Answer.OfAsync(await browser.SendAsync(request));
    }
}
