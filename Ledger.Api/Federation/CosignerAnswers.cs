using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Federation;

/// <summary>What a witness or map auditor says, as c2sp.org/tlog-witness has it: bodies and status codes are the protocol's.</summary>
internal static class CosignerAnswers
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string SizeType = "text/x.tlog.size";
    private const string RetrySeconds = "1";

    /// <summary>Reads the whole body, which the permission table bounds.</summary>
    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context, CancellationToken cancel)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancel);
        return body.ToArray();
    }

    /// <summary>The answer to "add-checkpoint".</summary>
    public static IResult Of(HttpContext context, WitnessAnswer answer)
    {
        if (answer.Outcome is WitnessOutcome.NotSigning or WitnessOutcome.NotReached)
        {
            context.Response.Headers.RetryAfter = RetrySeconds;
        }

        return answer.Outcome switch
        {
            WitnessOutcome.Cosigned => TypedResults.Text($"{answer.Cosignature}\n", Plain),
            WitnessOutcome.Conflict => TypedResults.Text(
                string.Create(CultureInfo.InvariantCulture, $"{answer.Size}\n"), SizeType, statusCode: StatusCodes.Status409Conflict),
            WitnessOutcome.Malformed => Refusal(StatusCodes.Status400BadRequest, "The request is malformed."),
            WitnessOutcome.UnknownLog => Refusal(StatusCodes.Status404NotFound, "This log is not known here."),
            WitnessOutcome.NotSigned => Refusal(StatusCodes.Status403Forbidden, "The log's known key did not sign this checkpoint."),
            WitnessOutcome.Inconsistent => Refusal(
                StatusCodes.Status422UnprocessableEntity, "The consistency proof does not verify, or this size has another root."),
            WitnessOutcome.NotRecomputed => Refusal(
                StatusCodes.Status422UnprocessableEntity, "Recomputed from the log's leaves this is something else."),
            WitnessOutcome.NotReached => Refusal(
                StatusCodes.Status503ServiceUnavailable, "The copy of this log does not reach so far yet."),
            WitnessOutcome.NotSigning => Refusal(StatusCodes.Status503ServiceUnavailable, "This node signs nothing at present."),
            _ => throw new InvalidOperationException($"No status for {answer.Outcome}."),
        };
    }

    /// <summary>A role that this node does not have.</summary>
    public static IResult NoRole(string sentence) => Refusal(StatusCodes.Status404NotFound, sentence);

    /// <summary>
    /// The newest checkpoint cosigned, by SHA-256 of the origin. In quarantine it is shown with 503, and none is no answer: what this node
    /// cosigned since may have been rolled back with the rest.
    /// </summary>
    public static IResult Latest(HttpContext context, ProvinceNode node, string origin, Func<Digest, WitnessedCheckpoint?> latest)
    {
        context.Response.Headers.CacheControl = "no-cache";
        bool isQuarantined = node.Ledger.State.Mode == WriterMode.Quarantined;
        if (OriginKeys.Parse(origin) is Digest key && latest(key) is WitnessedCheckpoint seen)
        {
            int status = isQuarantined ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return TypedResults.Text(seen.Note.ToString(), Plain, statusCode: status);
        }

        return isQuarantined
            ? Refusal(StatusCodes.Status503ServiceUnavailable, "This node cannot say what it has seen.")
            : ProblemResults.NotFound();
    }

    private static ContentHttpResult Refusal(int status, string text) => TypedResults.Text(text + "\n", Plain, statusCode: status);
}
