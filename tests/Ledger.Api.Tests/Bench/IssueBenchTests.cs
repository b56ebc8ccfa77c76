using System.Text.Json.Nodes;
using Ledger.Api.Bench;

namespace Ledger.Api.Tests.Bench;

/// <summary>That licences are issued, verified and counted; how fast this machine is, no test knows.</summary>
public sealed class IssueBenchTests
{
    [Fact]
    public async Task A_quick_look_issues_verifies_and_looks_at_the_ledger_as_it_grows()
    {
        JsonObject issue = await ReportAsync("issue", "--quick", "--licences", "1000", "--json");
        Assert.Equal(1_000, issue["licences"]!.GetValue<int>());
        Assert.All((string[])["perSecond", "batchPerSecond", "againPerSecond", "processorMicroseconds", "p50Milliseconds"], figure => Assert.True(issue[figure]!.GetValue<double>() > 0));

        JsonObject verify = await ReportAsync("verify", "--quick", "--json");
        Assert.All((string[])["together", "apart"], figures => Assert.True(verify[figures]!["allocatedBytes"]!.GetValue<long>() > 0));
        Assert.Equal(1, verify["together"]!["checkpoints"]!.GetValue<int>());
        Assert.True(verify["apart"]!["checkpoints"]!.GetValue<int>() > 1);
        Assert.Equal(1_000, verify["lookups"]!["count"]!.GetValue<int>());

        JsonObject scale = await ReportAsync("scale", "--licences", "2000", "--json");
        JsonObject size = Assert.Single(scale["sizes"]!.AsArray())!.AsObject();
        Assert.Equal(2_000, size["licences"]!.GetValue<int>());
        Assert.True(size["otherBytes"]!.GetValue<long>() > 0);
    }

    [Theory]
    [InlineData("issue", "--licences", "999")]
    [InlineData("verify", "--lookups", "999")]
    [InlineData("scale", "--licences", "1999")]
    [InlineData("scale", "--licences", "20000001")]
    public async Task Too_few_or_too_many_to_measure_are_a_wrong_call(string what, string option, string count) =>
        Assert.Equal(64, (await BenchRun.RunAsync(what, option, count)).Code);

    [Fact]
    public async Task A_ledger_grows_beyond_what_one_system_may_issue_on_a_day()
    {
        using TemporaryFolder folder = new();
        ScaleBenchReport report = await new ScaleBench(2_000, _ => { }, allowance: 1_000).RunAsync(folder.Path, CancellationToken.None);
        Assert.Equal(2_000, Assert.Single(report.Sizes).Licences);
    }

    private static async Task<JsonObject> ReportAsync(params string[] arguments)
    {
        (int code, string output) = await BenchRun.RunAsync(arguments);
        Assert.Equal(0, code);
        return JsonNode.Parse(output)!.AsObject();
    }
}
