using Ledger.Node;
using Ledger.Node.Federation;

namespace Ledger.Api.Federation;

/// <summary>The node as a witness of the other logs, by c2sp.org/tlog-witness.</summary>
internal static class WitnessEndpoints
{
    public static void MapWitness(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder witness = routes.MapGroup("/witness").WithTags("witness");
        witness.MapPost("/add-checkpoint", AddAsync).WithSummary("c2sp.org/tlog-witness: cosigns another log's checkpoint 见证检查点");
        witness.MapGet("/{origin}/checkpoint", (HttpContext context, ProvinceNode node, string origin) =>
            CosignerAnswers.Latest(context, node, origin, key => node.Witnessing.Witness?.Latest(key)))
            .WithSummary("Newest cosigned checkpoint, by SHA-256 of the origin");
    }

    private static async Task<IResult> AddAsync(HttpContext context, ProvinceNode node, CancellationToken cancel) =>
        node.Witnessing.Witness is Witness witness
            ? CosignerAnswers.Of(context, witness.Add((await CosignerAnswers.BodyAsync(context, cancel)).Span))
            : CosignerAnswers.NoRole("This node witnesses no log.");
}
