using System.Text.Json.Nodes;
using Ledger.Api.Bench;

namespace Ledger.Api.Tests.Bench;

public sealed class StatusBundleBenchTests
{
    [Fact]
    public void The_forms_are_measured_by_bundles_that_verify()
    {
        IReadOnlyList<StatusBundleFigures> figures = StatusBundleBench.Run(licences: 3_000, samples: 25);
        Assert.Equal(["dense", "dense-all", "json"], figures.Select(form => form.Form));
        Assert.All(figures, form => Assert.Equal((3_000, 25), (form.Licences, form.Samples)));
        Assert.All(figures, form => Assert.InRange(form.MedianMilliseconds, 0.01, 1_000));
        Assert.All(figures, form => Assert.InRange(form.MeanBytes, 32 * 11, form.LargestBytes)); // log₂ of 3,000 siblings at least
        Assert.True(figures[0].LargestBytes < figures[1].MeanBytes && figures[1].LargestBytes < figures[2].MeanBytes);
    }

    [Fact]
    public async Task A_quick_look_gives_every_form()
    {
        (int code, string output) = await BenchRun.RunAsync("status", "--quick", "--json", "--licences", "2000");
        Assert.Equal(0, code);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        Assert.True(report["machine"]!["cores"]!.GetValue<int>() > 0);
        JsonArray forms = report["forms"]!.AsArray();
        Assert.Equal(["dense", "dense-all", "json"], forms.Select(form => form!["form"]!.GetValue<string>()));
        Assert.All(forms, form => Assert.Equal(2_000, form!["licences"]!.GetValue<int>()));
        Assert.All(
            (string[])["meanBytes", "medianBytes", "largestBytes", "checkpointBytes", "medianMilliseconds", "slowestPercentMilliseconds"],
            figure => Assert.All(forms, form => Assert.True(form![figure]!.GetValue<double>() > 0, figure)));
    }

    [Fact]
    public async Task Too_few_licences_to_measure_are_a_wrong_call() =>
        Assert.Equal(64, (await BenchRun.RunAsync("status", "--licences", "10")).Code);
}
