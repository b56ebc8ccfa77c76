using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Security;

namespace Ledger.Api.Tests.Hosting;

/// <summary>The interface as machines read it is the one we promised; a change of it is seen and decided, not slipped in.</summary>
public sealed partial class OpenApiTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Refresh = "LEDGER_REFRESH_GOLDEN";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string GoldenFile => Path.Combine(Repository.Root, "tests", "Ledger.Api.Tests", "Golden", "openapi.json");

    [Fact]
    public async Task Every_route_of_the_interface_is_described()
    {
        JsonObject document = (await node.Anyone.ReadAsync("/openapi/v1.json")).Json;
        string[] described = [.. document["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))];
        string[] routes = [.. PermissionTable.Rows.Where(row => row.Route.StartsWith("/api/v1/", StringComparison.Ordinal))
            .Select(row => $"{row.Method} {row.Route}")];
        Assert.NotEmpty(routes);
        Assert.Empty(routes.Except(described));
    }

    [Fact]
    public async Task Every_route_that_is_not_for_anyone_says_what_it_needs()
    {
        JsonObject document = (await node.Anyone.ReadAsync("/openapi/v1.json")).Json;
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["department"]!["scheme"]!.GetValue<string>());
        foreach (PermissionRow row in PermissionTable.Rows.Where(row => row.Route.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            JsonNode operation = document["paths"]![row.Route]![row.Method.ToLowerInvariant()]!;
            Assert.Equal(row.Role != Role.Anyone, operation["security"] is not null);
        }
    }

    [Fact]
    public async Task The_description_is_the_golden_one()
    {
        JsonObject document = (await node.Anyone.ReadAsync("/openapi/v1.json")).Json;
        document.Remove("servers"); // where this node happens to listen
        string text = document.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            await File.WriteAllTextAsync(GoldenFile, text);
        }

        Assert.True(
            text == await File.ReadAllTextAsync(GoldenFile),
            $"The interface differs from {GoldenFile}. If that is meant, run this test with {Refresh}=1 and commit the file.");
    }

    [Fact]
    public async Task The_page_that_shows_it_loads_with_all_its_parts()
    {
        Answer page = await node.Anyone.ReadAsync("/swagger/index.html");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        string[] parts = [.. Part().Matches(page.Text).Select(match => match.Groups["path"].Value)];
        Assert.NotEmpty(parts);
        foreach (string part in parts)
        {
            Assert.Equal(HttpStatusCode.OK, (await node.Anyone.ReadAsync("/swagger/" + part)).Status);
        }
    }

    [GeneratedRegex("(?:src|href)=\"(?:\\./)?(?<path>[^\"]+\\.(?:js|css))\"")]
    private static partial Regex Part();
}
