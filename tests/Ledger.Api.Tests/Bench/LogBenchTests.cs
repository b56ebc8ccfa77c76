using System.Text.Json.Nodes;
using Ledger.Api.Bench;

namespace Ledger.Api.Tests.Bench;

/// <summary>That it measures and says so; how fast this machine is, no test knows.</summary>
public sealed class LogBenchTests : IDisposable
{
    private static readonly string[] Rates =
    [
        "batchedPerSecond", "singlePerSecond", "bareStorePerSecond", "bareHashPerSecond", "latencyPerSecond", "latencyP50Milliseconds",
        "latencyP99Milliseconds", "proofsPerSecond", "startSeconds", "diskBytesPerEntry",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_quick_look_at_the_log_gives_every_figure_and_leaves_nothing()
    {
        (int code, string output) = await BenchRun.RunAsync("log", "--quick", "--json", "--data", _folder["data"]);
        Assert.Equal(0, code);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        Assert.All(Rates, rate => Assert.True(report[rate]!.GetValue<double>() > 0, rate));
        Assert.True(report["machine"]!["cores"]!.GetValue<int>() > 0);
        Assert.True(report["machine"]!["syncP99Milliseconds"]!.GetValue<double>() >= report["machine"]!["syncP50Milliseconds"]!.GetValue<double>());
        Assert.All((string[])["verifyMicroseconds", "signMicroseconds", "sm3Microseconds"], figure =>
            Assert.True(report["machine"]!["openssl"]![figure]!.GetValue<double>() > 0, figure));
        Assert.True(report["latencyP99Milliseconds"]!.GetValue<double>() >= report["latencyP50Milliseconds"]!.GetValue<double>());
        Assert.True(report["leaves"]!.GetValue<long>() > LogBenchOptions.Quick.Entries);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["data"]));
    }

    [Theory]
    [InlineData("proofs", "--entries")]
    [InlineData("pdf", "--files")]
    public async Task A_bench_is_found_by_what_it_measures_too(string name, string option)
    {
        (int code, string output) = await BenchRun.RunAsync(name, "--help");
        Assert.Equal(0, code);
        Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_entries_to_measure_are_a_wrong_call() =>
        Assert.Equal(64, (await BenchRun.RunAsync("log", "--entries", "10", "--data", _folder["data"])).Code);

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    [InlineData(0, 1)]
    public void A_quantile_is_the_value_that_its_share_does_not_exceed(double share, double expected) =>
        Assert.Equal(expected, Quantile.Of([.. Enumerable.Range(1, 100).Reverse().Select(i => (double)i)], share));
}
