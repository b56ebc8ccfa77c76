using System.Net;

namespace Ledger.Api.Tests.Problems;

/// <summary>Every refusal is a problem document (RFC 9457), in the language asked for, and says nothing of the inside.</summary>
public sealed class ProblemTests(TestNode node) : IClassFixture<TestNode>
{
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/api/v2/licences")]
    [InlineData("/log/../etc/passwd")]
    [InlineData("/openapi/v9.json")]
    public async Task An_unknown_address_is_a_problem(string path) =>
        Calls.AssertProblem(await node.Department.ReadAsync(path), HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData("DELETE", "/api/v1/licences")]
    [InlineData("PUT", "/log/checkpoint")]
    [InlineData("POST", "/health/live")]
    public async Task A_wrong_method_is_a_problem_that_lists_the_right_ones(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        Answer answer = await node.Department.CallAsync(request);
        Calls.AssertProblem(answer, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.NotEmpty(answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("zh-CN,en;q=0.5", "zh-CN")]
    [InlineData("en", "en")]
    [InlineData("en-GB,zh;q=0.5", "en")]
    [InlineData("zh;q=0.3, en;q=0.9", "en")]
    [InlineData("fr", "zh-CN")]
    [InlineData("*", "zh-CN")]
    [InlineData(";;;q=garbage", "zh-CN")]
    public async Task The_language_is_the_one_the_client_prefers(string? accepted, string expected)
    {
        Answer answer = await node.Anyone.ReadAsync("/nowhere", accepted);
        Calls.AssertProblem(answer, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(expected, answer.Headers["Content-Language"]);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/log/checkpoint")]
    [InlineData("/")]
    public async Task HEAD_answers_as_GET_without_the_body(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Head, path);
        Answer head = await node.Anyone.CallAsync(request);
        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Empty(head.Bytes);
        Assert.Equal((await node.Anyone.ReadAsync(path)).Headers["Content-Type"], head.Headers["Content-Type"]);
    }

    [Fact]
    public async Task HEAD_of_a_departments_endpoint_needs_the_key_too()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, $"{Calls.Licences}/x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.CallAsync(request)).Status);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    [InlineData("/log/status/zz")]
    [InlineData("/")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        Answer answer = await node.Anyone.ReadAsync(path);
        Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.DoesNotContain("Server", answer.Headers.Keys);
    }
}

/// <summary>A failure inside tells a stranger nothing but that it was one.</summary>
public sealed class InnerFailureTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task A_failure_inside_says_nothing_of_the_inside()
    {
        // The trust folder is read with the first verification; by then it is gone.
        Directory.Delete(node.TrustFolderPath, recursive: true);
        Answer answer = await node.Anyone.PostJsonAsync("/api/v1/verifications/file", "%PDF-"u8.ToArray(), type: "application/pdf");
        Calls.AssertProblem(answer, HttpStatusCode.InternalServerError, "internal-error");
        Assert.DoesNotContain("policy", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(node.TrustFolderPath, answer.Text, StringComparison.Ordinal);
    }
}
