using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;

namespace Ledger.Api.Consents;

/// <summary>Departments read and answer here the objections to what they used of another province: this node asks that province's.</summary>
internal static class ExchangedObjectionEndpoints
{
    private const string Address = "/api/v1/exchanges/{province}/objections";

    public static void MapExchangedObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, ListAsync).WithTags("provinces").WithSummary("Objections to one's uses in another province 对本系统跨省用证的异议")
            .Produces<UseObjectionListResponse>(StatusCodes.Status200OK, "application/json", SealedAnswer.MediaType);
        routes.MapPost(Address + "/{index}/answer", AnswerAsync).WithTags("provinces").WithSummary("Answer one 跨省答复异议")
            .Accepts<AnswerObjectionRequest>("application/json").Produces<AnsweredObjectionResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ProvinceNode node,
        [Description("Division code of the province.")] string province,
        [Description("The cursor of the page before; left out for the newest.")] string? cursor,
        CancellationToken cancel)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        string? page = asked.Text(nameof(cursor), 20);
        asked.End();
        UseCaller caller = ExchangedUseEndpoints.CallerOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return caller.Recipient is null
            ? TypedResults.Ok(await ExchangedObjections.ListAsync(node, caller, province, page, cancel))
            : new SealedAnswer(StatusCodes.Status200OK, await ExchangedObjections.SealedListAsync(node, caller, province, page, cancel));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context,
        [Description("Division code of the province.")] string province,
        [Description("Log index of the objection in that province's log.")] string index,
        ProvinceNode node,
        CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        ObjectionAnswer answer = ObjectionReading.Answer(body);
        body.End();
        AuditTrail.Of(context).Person = answer.Operator;
        AnsweredObjectionResponse taken = await ExchangedObjections.AnswerAsync(
            node, ExchangedUseEndpoints.CallerOf(context), province, UseEndpoints.IndexOf(index), answer, IdempotencyKey.TextOf(context), cancel);
        return TypedResults.Created((string?)null, taken);
    }
}
