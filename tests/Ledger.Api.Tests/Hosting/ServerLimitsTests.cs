using System.Net.Sockets;
using System.Text;
using Ledger.Api.Hosting;
using Ledger.Api.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Api.Tests.Hosting;

/// <summary>What the server takes is taken to the last byte, and one more is refused with the status that the table names.</summary>
public sealed class ServerLimitsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Host = "Host: localhost\r\n";

    [Fact]
    public async Task A_request_line_has_its_bytes_and_no_more()
    {
        string Line(int length) => $"GET /{new string('x', length - "GET / HTTP/1.1\r\n".Length)} HTTP/1.1\r\n";
        Assert.Equal(404, await StatusAsync(Line(ServerLimits.RequestLineBytes) + Host + "\r\n"));
        Assert.Equal(414, await StatusAsync(Line(ServerLimits.RequestLineBytes + 1) + Host + "\r\n"));
    }

    [Fact]
    public async Task Header_lines_have_their_bytes_and_no_more()
    {
        string Lines(int length) => $"{Host}X: {new string('x', length - Host.Length - "X: \r\n".Length)}\r\n";
        Assert.Equal(200, await StatusAsync("GET /health/live HTTP/1.1\r\n" + Lines(ServerLimits.HeaderBytes) + "\r\n"));
        Assert.Equal(431, await StatusAsync("GET /health/live HTTP/1.1\r\n" + Lines(ServerLimits.HeaderBytes + 1) + "\r\n"));
    }

    [Fact]
    public async Task There_are_so_many_header_lines_and_no_more()
    {
        string Lines(int number) => Host + string.Concat(Enumerable.Range(1, number - 1).Select(i => $"X{i}: 1\r\n"));
        Assert.Equal(200, await StatusAsync("GET /health/live HTTP/1.1\r\n" + Lines(ServerLimits.Headers) + "\r\n"));
        Assert.Equal(431, await StatusAsync("GET /health/live HTTP/1.1\r\n" + Lines(ServerLimits.Headers + 1) + "\r\n"));
    }

    [Theory]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n")]
    public async Task What_two_readers_could_take_differently_is_answered_once_or_not_at_all(string request)
    {
        string answer = await AnswerAsync(request, whole: true);
        Assert.DoesNotContain("{\"state\"", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Split("HTTP/1.1 ").Length - 1, 0, 1);
    }

    /// <summary>Every endpoint that reads a body: its longest is waited for, one byte more is refused before any was sent.</summary>
    [Fact]
    public async Task Every_body_has_its_bytes_and_no_more()
    {
        PermissionRow[] rows = [.. PermissionTable.Rows.Where(row => row is { MaximumBodyBytes: > 0, Role: Role.Anyone or Role.Department })];
        Assert.True(rows.Length > 40);
        foreach (PermissionRow row in rows)
        {
            string path = new UriBuilder { Path = row.Route.Replace("{**", "{", StringComparison.Ordinal) }.Uri.AbsolutePath;
            string Request(long length) => $"{row.Method} {path} HTTP/1.1\r\n{Host}Authorization: Bearer {TestNode.Key}\r\n"
                + $"Content-Type: {TypeOf(row)}\r\nContent-Length: {length}\r\nExpect: 100-continue\r\n\r\n";
            int longest = await StatusAsync(Request(row.MaximumBodyBytes));
            int beyond = await StatusAsync(Request(row.MaximumBodyBytes + 1));
            Assert.True(longest is not 413 and < 500 && beyond == 413, $"{row.Method} {row.Route}: {longest}, {beyond}");
        }
    }

    /// <summary>A type that the endpoint takes: of another it would not even look at the length.</summary>
    private string TypeOf(PermissionRow row)
    {
        string? type = node.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}" == row.Route
                && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(row.Method) == true)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [string first, ..] ? first : null).FirstOrDefault();
        return type is null || type.Contains('*', StringComparison.Ordinal) ? "application/json" : type == "multipart/form-data" ? type + "; boundary=x" : type;
    }

    private async Task<int> StatusAsync(string request) => int.Parse((await AnswerAsync(request, whole: false)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The first bytes that come back, or, of a request that ends the connection, all.</summary>
    private async Task<string> AnswerAsync(string request, bool whole)
    {
        using TcpClient client = new();
        await client.ConnectAsync(node.Address.Host, node.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        byte[] buffer = new byte[64 << 10];
        int length = 0;
        if (whole)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        try
        {
            for (int read; length < buffer.Length && (whole || length == 0) && (read = await stream.ReadAsync(buffer.AsMemory(length))) > 0; length += read)
            {
            }
        }
        catch (IOException)
        {
            // Hung up upon: what came before is the answer.
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
