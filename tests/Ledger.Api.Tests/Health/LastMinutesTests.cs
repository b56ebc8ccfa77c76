using Ledger.Api.Health;

namespace Ledger.Api.Tests.Health;

/// <summary>The last minutes of a node, as its page draws them.</summary>
public sealed class LastMinutesTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public void So_many_minutes_are_kept_and_no_more()
    {
        TestClock clock = new() { Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000) };
        using LastMinutes minutes = new(node.Node, clock);
        minutes.Add(minute => minute.AnchorLag = 7);
        clock.Now += TimeSpan.FromMinutes(LastMinutes.Kept - 1);
        minutes.Add(minute => minute.AnchorLag = 9);
        IReadOnlyList<Minute> all = minutes.All();
        Assert.Equal(LastMinutes.Kept, all.Count);
        Assert.Equal((7, 9), (all[0].AnchorLag, all[^1].AnchorLag));
        Assert.All(all.Skip(1).SkipLast(1), minute => Assert.Equal(0, minute.AnchorLag));
        clock.Now += TimeSpan.FromMinutes(1);
        all = minutes.All();
        Assert.Equal((0, 9), (all[0].AnchorLag, all[^2].AnchorLag));
    }
}
