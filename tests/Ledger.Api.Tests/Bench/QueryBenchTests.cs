using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Bench;

/// <summary>That every query is asked, answered and measured; how fast this machine is, no test knows.</summary>
public sealed class QueryBenchTests
{
    [Fact]
    public async Task A_quick_look_asks_every_query_and_looks_at_the_memory()
    {
        (int code, string output) = await BenchRun.RunAsync("queries", "--quick", "--json", "--licences", "1000");
        Assert.Equal(0, code);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        Assert.True(report["machine"]!["cores"]!.GetValue<int>() > 0);
        Assert.Equal(1_000, report["licences"]!.GetValue<long>());
        Assert.True(report["logSize"]!.GetValue<long>() > 1_000);
        JsonArray queries = report["queries"]!.AsArray();
        Assert.Equal(
            [
                "all", "type", "state", "type and state", "expiry window", "type, state, window", "200 of a type", "holder", "number",
                "changes since", "deep page", "identifier",
            ],
            queries.Select(query => query!["query"]!.GetValue<string>()));
        Assert.All(queries, query => Assert.True(query!["p99Milliseconds"]!.GetValue<double>() >= query["p50Milliseconds"]!.GetValue<double>()));
        Assert.All(queries, query => Assert.True(query!["meanEntries"]!.GetValue<double>() > 0, query["query"]!.GetValue<string>()));
        Assert.Equal((100, 1_000), (report["atATenth"]!["licences"]!.GetValue<long>(), report["atAll"]!["licences"]!.GetValue<long>()));
        Assert.All(
            from size in (string[])["atATenth", "atAll"] from moment in (string[])["atStartBytes", "behindQueriesBytes", "behindTwiceBytes"] select report[size]![moment]!,
            bytes => Assert.True(bytes.GetValue<long>() > 1_000_000));
    }

    [Fact]
    public async Task Too_few_licences_to_measure_are_a_wrong_call() =>
        Assert.Equal(64, (await BenchRun.RunAsync("queries", "--licences", "10")).Code);
}
