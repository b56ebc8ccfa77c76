using Ledger.Api.Security;

namespace Ledger.Api.Tests.Security;

public sealed class RateTableTests
{
    private static readonly Rate TenAMinute = new("test", 10, TimeSpan.FromMinutes(1));

    private readonly SteadyClock _clock = new();

    [Theory]
    [InlineData(nameof(RateLimits.LookupsPerMinute), RateLimits.LookupsPerMinute, 60)]
    [InlineData(nameof(RateLimits.LookupsPerHour), RateLimits.LookupsPerHour, 3600)]
    [InlineData(nameof(RateLimits.LookupsOfNetworkPerMinute), RateLimits.LookupsOfNetworkPerMinute, 60)]
    [InlineData(nameof(RateLimits.PresentationsPerMinute), RateLimits.PresentationsPerMinute, 60)]
    [InlineData(nameof(RateLimits.FramesPerMinute), RateLimits.FramesPerMinute, 60)]
    [InlineData(nameof(RateLimits.SignInsPerMinute), RateLimits.SignInsPerMinute, 60)]
    [InlineData(nameof(RateLimits.OfPersonPerMinute), RateLimits.OfPersonPerMinute, 60)]
    [InlineData(nameof(RateLimits.OpenPerMinute), RateLimits.OpenPerMinute, 60)]
    [InlineData("one a second", 1, 1)]
    public void The_whole_number_is_taken_at_once_one_more_waits_and_all_come_back(string name, int number, int seconds)
    {
        RateTable table = new(_clock);
        RateTable.Counted[] one = [new(new Rate(name, number, TimeSpan.FromSeconds(seconds)), 1)];
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < number; i++)
            {
                Assert.Equal(TimeSpan.Zero, table.Take(one));
            }

            TimeSpan wait = table.Take(one);
            Assert.InRange(wait.TotalSeconds, 0.5 * seconds / number, 1.01 * seconds / number);
            _clock.Passed += wait - TimeSpan.FromTicks(1);
            Assert.NotEqual(TimeSpan.Zero, table.Take(one));
            _clock.Passed += TimeSpan.FromSeconds(seconds);
        }
    }

    [Fact]
    public void Of_several_rates_all_are_taken_or_none()
    {
        RateTable table = new(_clock);
        RateTable.Counted narrow = new(new Rate("narrow", 1, TimeSpan.FromMinutes(1)), 1);
        RateTable.Counted wide = new(TenAMinute, 1);
        Assert.Equal(TimeSpan.Zero, table.Take([narrow, wide]));
        Assert.NotEqual(TimeSpan.Zero, table.Take([narrow, wide]));
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(TimeSpan.Zero, table.Take([wide])); // what was refused took nothing
        }

        Assert.NotEqual(TimeSpan.Zero, table.Take([wide]));
    }

    [Fact]
    public void What_is_taken_beyond_all_is_owed_but_for_two_periods_at_most()
    {
        RateTable table = new(_clock);
        RateTable.Counted[] one = [new(TenAMinute, 1)];
        table.Take([new(TenAMinute, 1, 15)]);
        Assert.Equal(36, table.Take(one).TotalSeconds, 0.001);
        _clock.Passed += TimeSpan.FromSeconds(36);
        table.Take([new(TenAMinute, 1, 1_000_000)]);
        Assert.Equal(66, table.Take(one).TotalSeconds, 0.001);
        Assert.Equal(TimeSpan.Zero, table.Take([new(TenAMinute, 2)]));
        table.ReturnAllButOne([new(TenAMinute, 1, 12)]);
        Assert.Equal(TimeSpan.Zero, table.Take(one));
        Assert.NotEqual(TimeSpan.Zero, table.Take(one));
    }

    [Fact]
    public void However_many_come_who_asked_most_is_remembered()
    {
        RateTable table = new(_clock, remembered: 1024);
        RateTable.Counted[] greedy = [new(TenAMinute, 1)];
        table.Take([new(TenAMinute, 1, 10)]);
        for (int i = 2; i < 20_000; i++)
        {
            Assert.Equal(TimeSpan.Zero, table.Take([new(TenAMinute, (UInt128)i)]));
        }

        Assert.NotEqual(TimeSpan.Zero, table.Take(greedy));
    }

    private sealed class SteadyClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
