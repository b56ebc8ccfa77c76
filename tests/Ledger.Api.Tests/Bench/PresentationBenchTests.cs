using System.Text.Json.Nodes;
using Ledger.Crypto.Presentations;

namespace Ledger.Api.Tests.Bench;

public sealed class PresentationBenchTests
{
    [Fact]
    public async Task A_quick_look_gives_every_kind_by_presentations_that_verify()
    {
        (int code, string output) = await BenchRun.RunAsync("presentations", "--quick", "--json");
        Assert.Equal(0, code);
        JsonArray forms = JsonNode.Parse(output)!["forms"]!.AsArray();
        Assert.Equal(["fields", "certificate", "answers"], forms.Select(form => form!["form"]!.GetValue<string>()));
        Assert.All(forms, form => Assert.InRange(form!["bytes"]!.GetValue<int>(), 100, Presentation.MaximumBytes));
        Assert.All(forms, form => Assert.True(form!["medianMilliseconds"]!.GetValue<double>() > 0));
    }
}
