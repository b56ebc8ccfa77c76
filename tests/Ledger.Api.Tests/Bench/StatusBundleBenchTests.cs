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
}
