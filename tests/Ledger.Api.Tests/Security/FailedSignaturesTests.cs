using System.Net;
using Ledger.Api.Security;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Tests.Security;

/// <summary>Who sends signatures that do not verify is told to come again later; others behind the same address are none the worse for it.</summary>
public sealed class FailedSignaturesTests : IAsyncLifetime, IDisposable
{
    // A few come back while they are sent.
    private const int Patience = RateLimits.FailedSignaturesPerMinute + 20;

    private readonly SigningSystem _system = new(SignatureAlgorithm.Ed25519, "system");
    private readonly SigningSystem _neighbour = new(SignatureAlgorithm.Ed25519, "neighbour");
    private readonly SigningSystem _impostor = new(SignatureAlgorithm.Ed25519, "system");
    private readonly SigningSystem _nobody = new(SignatureAlgorithm.Ed25519, "nobody");
    private readonly TestNode _node;
    private TestProvider? _provider;

    public FailedSignaturesTests() => _node = new TestNode
    {
        Adjust = options => _provider!.Into(options with
        {
            ClientAddressHeader = RatedNode.Header,
            Systems = [.. options.Systems, _system.Entry, _neighbour.Entry],
        }),
    };

    public async Task InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        await _node.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _provider!.DisposeAsync();
    }

    public void Dispose()
    {
        _node.Dispose();
        _system.Dispose();
        _neighbour.Dispose();
        _impostor.Dispose();
        _nobody.Dispose();
    }

    [Fact]
    public async Task Who_guesses_signatures_gets_no_further_and_nobody_else_is_the_worse_for_it()
    {
        Answer last = await UntilRefusedAsync(() => AskAsync(_impostor, "203.0.113.7"), HttpStatusCode.Unauthorized);
        Calls.AssertProblem(last, HttpStatusCode.TooManyRequests, "quota-exceeded");
        Assert.Equal("5", last.Headers["Retry-After"]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(_system, "203.0.113.7")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(_system, "203.0.113.8")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(_neighbour, "203.0.113.7")).Status);

        // Keys that nobody knows are counted apart, all together.
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_nobody, "203.0.113.7")).Status);
        _ = await UntilRefusedAsync(() => AskAsync(_nobody, "203.0.113.7"), HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(_neighbour, "203.0.113.7")).Status);
    }

    [Fact]
    public async Task So_are_logout_tokens()
    {
        using TokenMaker forger = new();
        string forged = forger.Sign(LogoutTokenTests.Claims(_provider!.Issuer, _node.Time.GetUtcNow()).ToJsonString());
        Answer last = await UntilRefusedAsync(() => LogOutAsync(forged, "203.0.113.9"), HttpStatusCode.BadRequest);
        Calls.AssertProblem(last, HttpStatusCode.TooManyRequests, "quota-exceeded");
        string good = _provider.Keys.Sign(LogoutTokenTests.Claims(_provider.Issuer, _node.Time.GetUtcNow()).ToJsonString());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LogOutAsync(good, "203.0.113.9")).Status);
        Assert.Equal(HttpStatusCode.OK, (await LogOutAsync(good, "203.0.113.10")).Status);
    }

    private static async Task<Answer> UntilRefusedAsync(Func<Task<Answer>> ask, HttpStatusCode until)
    {
        for (int i = 0; i < Patience; i++)
        {
            Answer answer = await ask();
            if (answer.Status != until)
            {
                Assert.InRange(i, RateLimits.FailedSignaturesPerMinute - 1, Patience);
                return answer;
            }
        }

        throw new InvalidOperationException($"{Patience} were answered alike.");
    }

    private Task<Answer> AskAsync(SigningSystem system, string from)
    {
        HttpRequestParts parts = system.Sign(_node, "GET", $"{Calls.Licences}?limit=1");
        return SigningSystem.SendAsync(_node, parts, content: null, isChunked: false, (RatedNode.Header, from));
    }

    private async Task<Answer> LogOutAsync(string token, string from)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/sign-in/people/logout") { Content = new FormUrlEncodedContent([new("logout_token", token)]) };
        request.Headers.TryAddWithoutValidation(RatedNode.Header, from);
        return await _node.Anyone.CallAsync(request);
    }
}
