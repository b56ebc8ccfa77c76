using System.Net;
using System.Net.Http.Headers;
using Ledger.Api.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Api.Tests.Security;

/// <summary>Every endpoint has its row, every row its endpoint, and the rows are what happens.</summary>
public sealed class PermissionTableTests(TestNode node) : IClassFixture<TestNode>
{
    public static TheoryData<string, string> DepartmentRows => RowsOf(row => row.Role == Role.Department && !row.RefusesItself);

    public static TheoryData<string, string> SharingRows => RowsOf(row => row.RefusesItself);

    public static TheoryData<string, string> AnonymousRows => RowsOf(row => row.Role == Role.Anyone);

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
    [MemberData(nameof(DepartmentRows))]
    public async Task A_departments_endpoint_is_closed_to_everybody_else(string method, string path)
    {
        long before = node.LogSize;
        using HttpClient wrong = node.Client("a-key-of-nobody");
        using HttpClient tooLong = node.Client(new string('k', 1_000));
        foreach (HttpClient client in new[] { node.Anyone, wrong, tooLong })
        {
            Answer answer = await CallAsync(client, method, path);
            Calls.AssertProblem(answer, HttpStatusCode.Unauthorized, "not-authenticated");
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }

        Assert.NotEqual(HttpStatusCode.Unauthorized, (await CallAsync(node.Department, method, path)).Status);
        Assert.Equal(before, node.LogSize);
    }

    [Theory]
    [MemberData(nameof(SharingRows))]
    public async Task An_endpoint_that_refuses_strangers_itself_does_so(string method, string path)
    {
        using HttpClient wrong = node.Client("a-key-of-nobody");
        using HttpClient tooLong = node.Client(new string('k', 1_000));
        foreach (HttpClient client in new[] { node.Anyone, wrong, tooLong })
        {
            Assert.Equal(11, (await CallAsync(client, method, path)).Json["head"]!["status"]!.GetValue<int>());
        }

        Assert.NotEqual(11, (await CallAsync(node.Department, method, path)).Json["head"]!["status"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(AnonymousRows))]
    public async Task An_anonymous_endpoint_answers_without_a_key(string method, string path)
    {
        Answer answer = await CallAsync(node.Anyone, method, path);
        Assert.NotEqual(HttpStatusCode.Unauthorized, answer.Status);
        Assert.True((int)answer.Status < 500, answer.Text);
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

    [Fact]
    public async Task The_schemes_letters_may_be_small()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Calls.Licences}/x");
        request.Headers.TryAddWithoutValidation("Authorization", "bearer key-of-the-issuing-department");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await node.Anyone.CallAsync(request)).Status);
    }

    private static async Task<Answer> CallAsync(HttpClient client, string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new ByteArrayContent("{}"u8.ToArray());
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(
                path.EndsWith("/file", StringComparison.Ordinal) ? "application/pdf"
                : path.StartsWith("/api/v1/imports", StringComparison.Ordinal) ? "multipart/form-data; boundary=b"
                : "application/json");
        }

        return await client.CallAsync(request);
    }

    private static TheoryData<string, string> RowsOf(Func<PermissionRow, bool> which)
    {
        TheoryData<string, string> data = [];
        foreach (PermissionRow row in PermissionTable.Rows.Where(which))
        {
            string path = row.Route
                .Replace("{identifier}", "1.2.156.3005.2", StringComparison.Ordinal)
                .Replace("{id}", new string('0', 32), StringComparison.Ordinal)
                .Replace("{serial}", new string('0', 32), StringComparison.Ordinal)
                .Replace("{level:int:length(1)}", "0", StringComparison.Ordinal)
                .Replace("{**number}", "000.p/1", StringComparison.Ordinal)
                .Replace("{index:long}", "0", StringComparison.Ordinal)
                .Replace("{from:long}/{to:long}", "1/2", StringComparison.Ordinal)
                .Replace("{origin}", new string('0', 64), StringComparison.Ordinal)
                .Replace("{code}", "11100000MBDEM901XT002", StringComparison.Ordinal)
                .Replace("{certificate}", new string('0', 64), StringComparison.Ordinal)
                .Replace("{seal}", new string('0', 32), StringComparison.Ordinal)
                .Replace("{grant}", new string('0', 32), StringComparison.Ordinal)
                .Replace("{rule}", "address-changed", StringComparison.Ordinal)
                .Replace("{mapKey}", new string('0', 64), StringComparison.Ordinal)
                .Replace("{**service}", "x", StringComparison.Ordinal)
                .Replace("{documentName:regex(^v1$)}", "v1", StringComparison.Ordinal);
            Assert.DoesNotContain('{', path);
            data.Add(row.Method, path);
        }

        return data;
    }
}
