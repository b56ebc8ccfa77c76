using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Bench;

/// <summary>That files go in and come out whole and are measured; how fast this machine is, no test knows.</summary>
public sealed class MaterialsBenchTests
{
    [Fact]
    public async Task A_quick_look_hands_in_and_fetches_whole_files_and_tells_both()
    {
        (int code, string output) = await BenchRun.RunAsync("materials", "--quick", "--json");
        Assert.Equal(0, code);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        Assert.True(report["isWhole"]!.GetValue<bool>());
        Assert.Equal(4, report["parts"]!.AsArray().Count);
        Assert.True(report["p99Milliseconds"]!.GetValue<double>() >= report["p50Milliseconds"]!.GetValue<double>());
        foreach (string direction in (string[])["handingIn", "fetching"])
        {
            Assert.True(report[direction]!["megabytesPerProcessorSecond"]!.GetValue<double>() > 0);
            Assert.True(report[direction]!["mostResidentBytes"]!.GetValue<long>() > 0);
        }
    }
}
