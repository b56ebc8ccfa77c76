using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Bench;

public sealed class AuditBenchTests
{
    [Fact]
    public async Task A_quick_look_audits_a_whole_log_and_gives_every_figure()
    {
        (int code, string output) = await BenchRun.RunAsync("audit", "--quick", "--json");
        Assert.Equal(0, code);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        Assert.True(report["machine"]!["cores"]!.GetValue<int>() > 0);
        Assert.True(report["loadAverageAfter"]!.GetValue<double>() >= 0);
        Assert.Equal((20_000, 50), (report["leaves"]!.GetValue<long>(), report["mapCommits"]!.GetValue<long>())); // 400 events and a commit
        Assert.Equal(20_000 - 50, report["events"]!.GetValue<long>());
        Assert.Equal((20_000 - 50) / 5 * 4, report["licences"]!.GetValue<long>());
        Assert.True(report["auditPerSecond"]!.GetValue<double>() > 0);
        Assert.True(report["bareHashPerSecond"]!.GetValue<double>() > 0);
    }

    [Fact]
    public async Task Too_few_leaves_to_measure_are_a_wrong_call() =>
        Assert.Equal(64, (await BenchRun.RunAsync("audit", "--leaves", "10")).Code);
}
