using Ledger.Node.Security;

namespace Ledger.Node.Tests.Security;

public sealed class SystemQuotasTests
{
    private static readonly DepartmentSystem Small = new() { Name = "small", Authority = "11310105MBDEM0015E", RequestsPerMinute = 3 };

    private static readonly DepartmentSystem Large = Small with { Name = "large" };

    [Fact]
    public void So_many_requests_a_minute_and_not_one_more()
    {
        Ticks time = new();
        SystemQuotas quotas = new([Small, Large], time);
        for (int i = 0; i < 3; i++)
        {
            quotas.Take(Small);
        }

        Assert.Equal(LedgerError.QuotaExceeded, Assert.Throws<LedgerException>(() => quotas.Take(Small)).Error);
        quotas.Take(Large); // its own

        time.Passed = TimeSpan.FromSeconds(19.9);
        Assert.Throws<LedgerException>(() => quotas.Take(Small));
        time.Passed = TimeSpan.FromSeconds(20);
        quotas.Take(Small);
        Assert.Throws<LedgerException>(() => quotas.Take(Small));

        time.Passed = TimeSpan.FromHours(1); // a quiet hour is worth no more than a minute
        for (int i = 0; i < 3; i++)
        {
            quotas.Take(Small);
        }

        Assert.Throws<LedgerException>(() => quotas.Take(Small));
    }

    private sealed class Ticks : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
