using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Security;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Security;

/// <summary>Who asks too often is told when to come again, in both languages; how often one may guess.</summary>
public sealed class RequestRatesTests(RatedNode node) : IClassFixture<RatedNode>
{
    private const string CheckCode = "/api/v1/verifications/check-code";

    [Fact]
    public async Task Ten_lookups_are_answered_and_the_next_is_told_when_to_come_again()
    {
        for (int i = 0; i < RateLimits.LookupsPerMinute; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await LookUpAsync("203.0.113.1", node.Code)).Status);
        }

        Answer chinese = await LookUpAsync("203.0.113.1", node.Code);
        Answer english = await LookUpAsync("203.0.113.1", node.Code, "en");
        foreach (Answer answer in (Answer[])[chinese, english])
        {
            Calls.AssertProblem(answer, HttpStatusCode.TooManyRequests, "too-many-requests");
            Assert.InRange(int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 6);
        }

        Assert.Contains("过于频繁", chinese["detail"], StringComparison.Ordinal);
        Assert.Contains("Too many requests", english["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await LookUpAsync("203.0.113.2", node.Code)).Status);

        // The page counts together with the interface, and the page without a licence does not count.
        string query = $"/?id={Uri.EscapeDataString(node.Identifier)}&code={node.Code}";
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ReadAsync("203.0.113.1", query)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync("203.0.113.2", query)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync("203.0.113.1", "/")).Status);
    }

    [Fact]
    public async Task Three_misses_cost_what_ten_hits_do_and_say_nothing()
    {
        LicenceIdentifier there = LicenceIdentifier.Parse(node.Identifier);
        string absent = LicenceIdentifier.Create(there.Type, there.Issuer, "NEVER", 1).ToString();
        Answer wrong = await LookUpAsync("203.0.113.3", "0000000000000000");
        Answer none = await LookUpAsync("203.0.113.3", node.Code, identifier: absent);
        Calls.AssertProblem(wrong, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(wrong.Text, none.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync("203.0.113.3", $"/?id={Uri.EscapeDataString(node.Identifier)}&code=0")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LookUpAsync("203.0.113.3", node.Code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await LookUpAsync("203.0.113.4", node.Code)).Status);
    }

    [Fact]
    public async Task Who_guesses_many_at_once_gets_no_further()
    {
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => LookUpAsync("203.0.113.21", i.ToString("D16", CultureInfo.InvariantCulture))));
        Assert.InRange(answers.Count(answer => answer.Status != HttpStatusCode.TooManyRequests), 3, 4);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:2:2::1", "2001:db8:2:3::1", false)]
    [InlineData("198.51.100.7", "::ffff:198.51.100.7", true)]
    [InlineData("198.51.101.7", "198.51.101.8", false)]
    [InlineData("nobody", "", true)]
    [InlineData("10.9.9.9, 198.51.100.9", "10.1.1.1, 198.51.100.9", true)]
    [InlineData("198.51.102.9, 10.9.9.9", "198.51.102.9, 10.1.1.1", false)]
    public async Task An_address_is_one_caller_as_the_proxy_says_it(string first, string second, bool isSame)
    {
        await LookUpAsync(first, "0000000000000000");
        await LookUpAsync(first, "0000000000000000");
        await LookUpAsync(first, "0000000000000000");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LookUpAsync(first, node.Code)).Status);
        Assert.Equal(isSame ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, (await LookUpAsync(second, node.Code)).Status);
    }

    [Fact]
    public async Task A_network_has_a_number_of_its_own()
    {
        HttpStatusCode[] all = await Task.WhenAll(Enumerable.Range(0, RateLimits.LookupsOfNetworkPerMinute + 20).Select(async i =>
            (await LookUpAsync($"192.0.2.{i}", node.Code)).Status));

        // A few come back while they are asked for.
        Assert.InRange(all.Count(status => status == HttpStatusCode.OK), RateLimits.LookupsOfNetworkPerMinute, RateLimits.LookupsOfNetworkPerMinute + 15);
        Assert.Contains(HttpStatusCode.TooManyRequests, all);
    }

    [Theory]
    [InlineData("203.0.113.11", "/api/v1/verifications/file", RateLimits.FilesPerMinute)]
    [InlineData("203.0.113.12", "/api/v1/verifications/receipt", RateLimits.FilesPerMinute)]
    [InlineData("203.0.113.13", "/sign-in/nobody", RateLimits.SignInsPerMinute)]
    [InlineData("203.0.113.14", "/api/v1/verifications/presentation", RateLimits.PresentationsPerMinute)]
    public async Task Each_kind_of_request_has_its_number(string from, string path, int number)
    {
        List<Answer> answers = [];
        for (int i = 0; i < number + 1; i++)
        {
            bool isRead = path.StartsWith("/sign-in", StringComparison.Ordinal);
            answers.Add(await SendAsync(from, isRead ? HttpMethod.Get : HttpMethod.Post, path, isRead ? null : "{}"));
        }

        Assert.DoesNotContain(answers[..^1], answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);
    }

    [Fact]
    public async Task Whoever_has_a_key_is_counted_by_it_and_not_by_an_address()
    {
        for (int i = 0; i < 2 * RateLimits.LookupsPerMinute; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await LookUpAsync("203.0.113.6", node.Code, client: node.Department)).Status);
        }
    }

    private Task<Answer> LookUpAsync(string from, string code, string? language = null, string? identifier = null, HttpClient? client = null) => SendAsync(
        from, HttpMethod.Post, CheckCode, new JsonObject { ["identifier"] = identifier ?? node.Identifier, ["checkCode"] = code }.ToJsonString(), language, client);

    private Task<Answer> ReadAsync(string from, string path) => SendAsync(from, HttpMethod.Get, path, body: null);

    private async Task<Answer> SendAsync(string from, HttpMethod method, string path, string? body, string? language = null, HttpClient? client = null)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation(RatedNode.Header, from);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, path.EndsWith("/file", StringComparison.Ordinal) || path.EndsWith("/receipt", StringComparison.Ordinal) ? "application/pdf" : "application/json");
        return await (client ?? node.Anyone).CallAsync(request, language);
    }
}
