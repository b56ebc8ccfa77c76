using System.Threading.RateLimiting;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>Admits a request where its caller has not asked too often. The framework's own limiter by partitions remembers without bound.</summary>
internal sealed class CallerLimiter(RateTable table, NodeOptions options) : PartitionedRateLimiter<HttpContext>
{
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) => new Lease(table.Take(CallerRates.Of(resource, options)));

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquire(resource, permitCount));

    private sealed class Lease(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => wait == TimeSpan.Zero;

        public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = wait;
            return !IsAcquired && metadataName == MetadataName.RetryAfter.Name;
        }
    }
}
