using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Bench;

/// <summary>That files are written, verified and measured; how fast this machine is, no test knows.</summary>
public sealed class DocumentsBenchTests
{
    [Fact]
    public async Task A_quick_look_writes_and_verifies_and_tells_both()
    {
        (int code, string output) = await BenchRun.RunAsync("documents", "--quick", "--json");
        Assert.Equal(0, code);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        Assert.Equal(50, report["files"]!.GetValue<int>());
        Assert.True(report["largestBytes"]!.GetValue<int>() >= report["meanBytes"]!.GetValue<double>());
        foreach (string what in (string[])["writing", "verifying"])
        {
            Assert.True(report[what]!["p99Milliseconds"]!.GetValue<double>() >= report[what]!["p50Milliseconds"]!.GetValue<double>());
            Assert.True(report[what]!["processorMilliseconds"]!.GetValue<double>() > 0);
        }
    }

    [Fact]
    public async Task Too_few_files_to_measure_are_a_wrong_call() => Assert.Equal(64, (await BenchRun.RunAsync("documents", "--files", "49")).Code);
}
