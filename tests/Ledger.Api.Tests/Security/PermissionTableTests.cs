using System.Net;
using Ledger.Api.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Api.Tests.Security;

/// <summary>Every endpoint has its row and every row its endpoint; what counts as a key, and what a refused caller sees.</summary>
public sealed class PermissionTableTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public void Every_endpoint_has_exactly_one_row_and_every_row_an_endpoint()
    {
        string[] endpoints = [.. node.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Order(StringComparer.Ordinal)];
        string[] rows = [.. PermissionTable.Rows.Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal)];
        Assert.NotEmpty(endpoints);
        Assert.Equal(rows, endpoints);
    }

    [Theory]
    [InlineData("Basic a2V5")]
    [InlineData("key-of-the-issuing-department")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    public async Task A_header_of_another_form_is_no_key(string authorization)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Calls.Licences}/x");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        Calls.AssertProblem(await node.Anyone.CallAsync(request), HttpStatusCode.Unauthorized, "not-authenticated");
    }

    [Theory]
    [InlineData(Calls.Licences, 1 << 20, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/nothing", 64 << 10, HttpStatusCode.NotFound)]
    public async Task Who_is_refused_sees_the_answer_however_much_was_sent(string path, int length, HttpStatusCode status)
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(status, (await node.Anyone.PostJsonAsync(path, new byte[length])).Status);
        }
    }

    [Fact]
    public async Task A_key_longer_than_any_is_nobodys()
    {
        using HttpClient client = node.Client(new string('k', 1_000));
        Calls.AssertProblem(await client.ReadAsync(Calls.Licences), HttpStatusCode.Unauthorized, "not-authenticated");
    }

    [Fact]
    public async Task The_schemes_letters_may_be_small()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Calls.Licences}/x");
        request.Headers.TryAddWithoutValidation("Authorization", "bearer key-of-the-issuing-department");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await node.Anyone.CallAsync(request)).Status);
    }
}
