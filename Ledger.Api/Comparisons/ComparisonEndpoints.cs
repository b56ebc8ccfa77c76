using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;

namespace Ledger.Api.Comparisons;

/// <summary>Departments compare here what their licences of one holder say.</summary>
internal static class ComparisonEndpoints
{
    public static void MapComparisons(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/licences/{identifier}/consistency", Get).WithTags("licences")
            .WithSummary("Compare with the holder's other licences 一致性核对").Produces<ConsistencyResponse>();

    private static ConsistencyResponse Get(HttpContext context, string identifier, ProvinceNode node)
    {
        context.Response.Headers.CacheControl = "no-store";
        return ConsistencyResponse.Of(
            node.Comparisons.Compare(Caller.Of(context).Authority, identifier), Problem.PrefersEnglish(context.Request));
    }
}
