using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Signing;

namespace Ledger.Api.Tests.Licences;

/// <summary>An authority whose signing key lies in a PKCS#11 module behind a socket, which is stopped and killed.</summary>
public sealed class ModuleKeyTests : IAsyncLifetime, IDisposable
{
    private const string Token = "authority";

    private readonly SoftHsm _hsm = new();
    private readonly TestNode _node;

    public ModuleKeyTests() => _node = new TestNode { Authorities = [DemoWorld.Authorities[0], DemoWorld.Authorities[1]], AdjustKeys = IntoTheModule };

    [Fact]
    public async Task Issuing_is_refused_while_the_module_is_away_and_goes_on_when_it_is_back()
    {
        Assert.Equal(HttpStatusCode.Created, await IssueAsync());
        long before = _node.LogSize;

        _hsm.StopServer();
        (HttpStatusCode Status, JsonObject Body) refused = await AnswerAsync("while-away", Calls.GoodLicence());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal("unavailable", refused.Body["code"]!.GetValue<string>());
        Assert.Equal(before, _node.LogSize);
        Assert.Equal(HttpStatusCode.OK, (await _node.Anyone.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        _hsm.ContinueServer();
        await IssueInTimeAsync();

        _hsm.KillServer();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await IssueAsync());
        _hsm.StartServer(Token);
        await IssueInTimeAsync();
    }

    public Task InitializeAsync() => _node.InitializeAsync();

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose()
    {
        _node.Dispose();
        _hsm.Dispose();
    }

    private void IntoTheModule(string keys)
    {
        string folder = Path.Combine(keys, "authorities", DemoWorld.IssuingAuthority);
        string file = Path.Combine(folder, "signing.key");
        _hsm.Import(Token, file);
        _hsm.StartServer(Token);
        File.Delete(file);
        PrivateFile.Create(Path.Combine(folder, "signing.pin"), System.Text.Encoding.ASCII.GetBytes(SoftHsm.Pin + "\n"));
        File.WriteAllText(Path.Combine(folder, "signing.p11"), $$"""
            {
              "module": "{{SoftHsm.RemoteModule}}",
              "token": "{{Token}}",
              "label": "signing",
              "algorithm": "P-256",
              "pin": "signing.pin",
              "timeoutMilliseconds": 1000
            }
            """);
    }

    private async Task<HttpStatusCode> IssueAsync() => (await AnswerAsync(Guid.NewGuid().ToString("N"), Calls.GoodLicence())).Status;

    private async Task IssueInTimeAsync()
    {
        for (int attempt = 0; await IssueAsync() != HttpStatusCode.Created; attempt++)
        {
            Assert.True(attempt < 100, "the module is back, and nothing is issued");
            await Task.Delay(50);
        }
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> AnswerAsync(string key, JsonObject licence)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Calls.Licences) { Content = new StringContent(licence.ToJsonString(), null, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await _node.Department.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
