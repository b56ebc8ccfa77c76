using System.ComponentModel;
using System.Text.Json;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Certificates;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Other provinces' nodes read the objections to uses that departments of theirs made here, and hand on their answers (跨省异议答复).</summary>
internal static class ProvinceObjectionEndpoints
{
    private const int LongestSystem = 64;

    public static void MapProvinceObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ExchangeDesk.ObjectionPath, ListAsync).WithTags("provinces").WithSummary("Objections to uses of a department of another province 外省机构用证的异议")
            .Accepts<ProvinceObjectionsRequest>("application/json").Produces<UseObjectionListResponse>(StatusCodes.Status200OK, SealedAnswer.MediaType);
        routes.MapPost(ExchangeDesk.ObjectionPath + "/{index}/answer", AnswerAsync).WithTags("provinces").WithSummary("Answer one for a department of another province 外省机构答复异议")
            .Accepts<ProvinceObjectionAnswerRequest>("application/json").Produces<AnsweredObjectionResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        UseCaller caller = CallerOf(context, body);
        Certificate recipient = ProvinceUseEndpoints.RecipientOf(body);
        long? before = UseAnswers.CursorOf(body.OptionalText("cursor", 20));
        body.End();
        UseObjectionListResponse found = ObjectionReading.List(node.UseObjections.Of(caller, before));
        return SealedAnswer.Of(StatusCodes.Status200OK, recipient, JsonSerializer.SerializeToUtf8Bytes(found, JsonSerializerOptions.Web));
    }

    private static async Task<Created<AnsweredObjectionResponse>> AnswerAsync(
        HttpContext context, [Description("Log index of the objection.")] string index, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        UseCaller caller = CallerOf(context, body);
        ObjectionAnswer answer = ObjectionReading.Answer(body);
        body.End();
        AuditTrail.Of(context).Person = answer.Operator;
        long objection = UseEndpoints.IndexOf(index);
        LogReceipt receipt = await node.UseObjections.AnswerAsync(caller, objection, answer, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created((string?)null, new AnsweredObjectionResponse(objection, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size));
    }

    private static UseCaller CallerOf(HttpContext context, RequestBody body) =>
        ProvinceUseEndpoints.CallerOf(context, body.Text("authority", UnifiedSocialCreditCode.Length), body.Text("system", LongestSystem));
}
