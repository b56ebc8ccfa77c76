using System.Threading.RateLimiting;
using Ledger.Api.Problems;
using Ledger.Node;
using Microsoft.AspNetCore.RateLimiting;

namespace Ledger.Api.Security;

/// <summary>How often a node is asked, by whom: services and middleware. Stands behind the authoriser, which says who calls.</summary>
internal static class RequestRates
{
    // Who waits for a place among the lookups is told to come again at once: none takes longer than they are held back.
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    public static void AddRequestRates(this IServiceCollection services, NodeOptions options, TimeProvider time)
    {
        services.AddSingleton(new RateTable(time));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateTable>((limiter, table) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(LookupsAtOnce(), new CallerLimiter(table, options));
            limiter.OnRejected = (rejected, _) => RefuseAsync(rejected);
        });
    }

    public static void UseRequestRates(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseMiddleware<Lookups>();
    }

    private static PartitionedRateLimiter<HttpContext> LookupsAtOnce()
    {
        ConcurrencyLimiterOptions most = new() { PermitLimit = RateLimits.LookupsAtOnce, QueueLimit = 0 };
        return PartitionedRateLimiter.Create<HttpContext, bool>(context => CallerRates.ClassOf(context) == RateClass.Lookup
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => most)
            : RateLimitPartition.GetNoLimiter(false));
    }

    private static ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan known) ? known : Shortly;
        Problem problem = ProblemResults.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) };
        return new ValueTask(problem.WriteAsync(rejected.HttpContext));
    }
}
