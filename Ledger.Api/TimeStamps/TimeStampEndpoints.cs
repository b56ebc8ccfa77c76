using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.TimeStamps;

namespace Ledger.Api.TimeStamps;

/// <summary>The node as a time-stamping authority (RFC 3161, 3.4), where it has keys for that.</summary>
internal static class TimeStampEndpoints
{
    private const string QueryType = "application/timestamp-query";
    private const string ReplyType = "application/timestamp-reply";

    public static void MapTimeStamps(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/tsa", AnswerAsync).WithTags("time stamps").WithSummary("RFC 3161: stamps a SHA-256 or SM3 hash 时间戳")
            .Accepts<Stream>(QueryType).Produces(StatusCodes.Status200OK, contentType: ReplyType);

    private static async Task<IResult> AnswerAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        if (node.OwnTimeStamps is not OwnTimeStamps authority)
        {
            return ProblemResults.NotFound();
        }

        using MemoryStream request = new();
        await context.Request.Body.CopyToAsync(request, cancel);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(authority.Answer(request.ToArray()), ReplyType);
    }
}
