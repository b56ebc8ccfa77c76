using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Bench;

public sealed class CryptoBenchTests
{
    [Fact]
    public async Task A_quick_look_gives_every_way_by_signatures_that_verify()
    {
        (int code, string output) = await BenchRun.RunAsync("crypto", "--quick", "--json");
        Assert.Equal(0, code);
        string[] ways = [.. JsonNode.Parse(output)!["sm2Verify"]!.AsArray().Select(figures => figures!["way"]!.GetValue<string>())];
        Assert.Equal(new[] { "openssl", "scalar", "lanes", "eights" }.Take(ways.Length), ways);
        Assert.True(ways.Length is 2 or 4);
    }
}
