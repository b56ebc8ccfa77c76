using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Federation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Federation;

/// <summary>The node as a witness of the other logs, by c2sp.org/tlog-witness: its bodies and status codes are the protocol's.</summary>
internal static class WitnessEndpoints
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string SizeType = "text/x.tlog.size";

    public static void MapWitness(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder witness = routes.MapGroup("/witness").WithTags("witness");
        witness.MapPost("/add-checkpoint", AddAsync).WithSummary("c2sp.org/tlog-witness: cosigns another log's checkpoint 见证检查点");
        witness.MapGet("/{origin}/checkpoint", Latest).WithSummary("Newest cosigned checkpoint, by SHA-256 of the origin");
    }

    private static async Task<IResult> AddAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        if (node.Witnessing.Witness is not Witness witness)
        {
            return Refusal(StatusCodes.Status404NotFound, "This node witnesses no log.");
        }

        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancel);
        WitnessAnswer answer = witness.Add(body.GetBuffer().AsSpan(0, (int)body.Length));
        return answer.Outcome switch
        {
            WitnessOutcome.Cosigned => TypedResults.Text($"{answer.Cosignature}\n", Plain),
            WitnessOutcome.Conflict => TypedResults.Text(
                string.Create(CultureInfo.InvariantCulture, $"{answer.Size}\n"), SizeType, statusCode: StatusCodes.Status409Conflict),
            WitnessOutcome.Malformed => Refusal(StatusCodes.Status400BadRequest, "The request is malformed."),
            WitnessOutcome.UnknownLog => Refusal(StatusCodes.Status404NotFound, "This log is not witnessed here."),
            WitnessOutcome.NotSigned => Refusal(StatusCodes.Status403Forbidden, "The log's known key did not sign this checkpoint."),
            WitnessOutcome.Inconsistent => Refusal(
                StatusCodes.Status422UnprocessableEntity, "The consistency proof does not verify, or this size has another root."),
            WitnessOutcome.NotSigning => Refusal(StatusCodes.Status503ServiceUnavailable, "This node signs nothing at present."),
            _ => throw new InvalidOperationException($"No status for {answer.Outcome}."),
        };
    }

    private static IResult Latest(HttpContext context, ProvinceNode node, string origin)
    {
        Digest key;
        try
        {
            key = Digest.FromHex(origin);
        }
        catch (FormatException)
        {
            return ProblemResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-cache";
        return node.Witnessing.Witness?.Latest(key) is WitnessedCheckpoint seen
            ? TypedResults.Text(seen.Note.ToString(), Plain)
            : ProblemResults.NotFound();
    }

    private static ContentHttpResult Refusal(int status, string text) => TypedResults.Text(text + "\n", Plain, statusCode: status);
}
