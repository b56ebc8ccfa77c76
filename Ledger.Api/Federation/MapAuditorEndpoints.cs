using Ledger.Node;
using Ledger.Node.Federation;

namespace Ledger.Api.Federation;

/// <summary>The node as a map auditor of the other logs: the witness's protocol, and another statement behind the signature.</summary>
internal static class MapAuditorEndpoints
{
    public static void MapMapAuditor(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder auditor = routes.MapGroup("/map-auditor").WithTags("map auditor");
        auditor.MapPost("/add-checkpoint", AddAsync)
            .WithSummary("Signs another log's checkpoint once trees and status map are recomputed 状态图审计");
        auditor.MapGet("/{origin}/checkpoint", (HttpContext context, ProvinceNode node, string origin) =>
            CosignerAnswers.Latest(context, node, origin, key => node.Mirrors.Auditor?.Latest(key)))
            .WithSummary("Newest recomputed and signed checkpoint, by SHA-256 of the origin");
    }

    private static async Task<IResult> AddAsync(HttpContext context, ProvinceNode node, CancellationToken cancel) =>
        node.Mirrors.Auditor is MapAuditor auditor
            ? CosignerAnswers.Of(context, await auditor.AddAsync(await CosignerAnswers.BodyAsync(context, cancel), cancel))
            : CosignerAnswers.NoRole("This node audits no log.");
}
