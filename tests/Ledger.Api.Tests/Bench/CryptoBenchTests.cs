using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Bench;

public sealed class CryptoBenchTests
{
    private static readonly string[] Ways = ["openssl", "scalar", "lanes", "eights"];

    [Fact]
    public async Task A_quick_look_gives_every_way_by_signatures_that_verify()
    {
        (int code, string output) = await BenchRun.RunAsync("crypto", "--quick", "--json");
        Assert.Equal(0, code);
        string[] ways = [.. JsonNode.Parse(output)!["sm2Verify"]!.AsArray().Select(figures => figures!["way"]!.GetValue<string>())];
        Assert.Equal(Ways.Take(ways.Length), ways);
        Assert.True(ways.Length is 2 or 4);
    }
}
