using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Health;

/// <summary>Whether the node lives, and whether it can do its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new LiveResponse("live"))).WithTags("health")
            .WithSummary("The process answers 进程存活").Produces<LiveResponse>();
        routes.MapGet("/health/ready", Ready).WithTags("health")
            .WithSummary("The node can issue and sign 可签发").Produces<ReadyResponse>().Produces<ReadyResponse>(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/api/v1/anchoring", Anchoring).WithTags("anchoring")
            .WithSummary("How far the log is anchored 上链进度").Produces<AnchoringResponse>();
    }

    private static JsonHttpResult<ReadyResponse> Ready(ProvinceNode node)
    {
        WriterState state = node.State;
        ReadyResponse answer = new(
            state.Mode.ToString().ToLowerInvariant(), node.Options.Origin, node.Ledger.Head?.Size ?? 0, state.Chinese, state.English);
        return TypedResults.Json(
            answer, statusCode: state.Mode == WriterMode.Writing ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    internal static AnchoringResponse Anchoring(ProvinceNode node)
    {
        long size = node.Ledger.Head?.Size ?? 0;
        return node.AnchorWorker?.State is AnchorState state
            ? new AnchoringResponse(
                state.Mismatch is not null ? "mismatch" : state.AnchoredSize >= size ? "anchored" : "pending",
                state.AnchoredSize, size, state.PendingSince, state.Mismatch?.Reason ?? state.LastError)
            : new AnchoringResponse("off", 0, size, null, null);
    }
}
