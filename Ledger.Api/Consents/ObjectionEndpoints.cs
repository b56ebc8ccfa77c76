using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Holders, and parents of minors, object to uses here (异议); the systems that made the uses see it.</summary>
internal static class ObjectionEndpoints
{
    private const string Json = "application/json";

    public static void MapObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/me/uses/{index}/objection", ObjectAsync).WithTags("me").WithSummary("Object to a use 对用证提出异议")
            .Accepts<ObjectToUseRequest>(Json).Produces<ObjectedUseResponse>(StatusCodes.Status201Created);
        routes.MapPost("/api/v1/me/minors/uses", ListOfMinorAsync).WithTags("me").WithSummary("Who used one's child's licences and materials 未成年子女的使用记录")
            .Accepts<MinorsUsesRequest>(Json).Produces<OwnUseListResponse>();
        routes.MapGet("/api/v1/uses/objections", List).WithTags("consents").WithSummary("Objections to one's uses 对本系统用证的异议")
            .Produces<UseObjectionListResponse>();
        routes.MapPost("/api/v1/uses/objections/{index}/answer", AnswerAsync).WithTags("consents").WithSummary("Answer an objection 答复异议")
            .Accepts<AnswerObjectionRequest>(Json).Produces<AnsweredObjectionResponse>(StatusCodes.Status201Created);
    }

    private static async Task<Created<AnsweredObjectionResponse>> ObjectAsync(
        HttpContext context, [Description("Log index of the use.")] string index, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string text = body.Text("text", 2 * UseObjections.LongestText);
        body.End();
        long use = UseEndpoints.IndexOf(index);
        LogReceipt receipt = await node.UseObjections.ObjectAsync(Caller.Of(context).Session!.Who, use, text, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created((string?)null, new AnsweredObjectionResponse(use, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size));
    }

    private static async Task<Created<AnsweredObjectionResponse>> AnswerAsync(
        HttpContext context, [Description("Log index of the objection.")] string index, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        ObjectionAnswer answer = ObjectionReading.Answer(body);
        body.End();
        AuditTrail.Of(context).Person = answer.Operator;
        (UseCaller caller, long objection) = (UseEndpoints.CallerOf(context), UseEndpoints.IndexOf(index));
        LogReceipt receipt = await node.UseObjections.AnswerAsync(caller, objection, answer, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created((string?)null, new AnsweredObjectionResponse(objection, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size));
    }

    private static async Task<OwnUseListResponse> ListOfMinorAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        HolderCode child = HolderCodeContract.Read(body.Object("child"));
        long? before = UseAnswers.CursorOf(body.OptionalText("cursor", 20));
        body.End();
        AuditTrail.Of(context).ConcernsHolder(child.Code);
        return UseAnswers.Of(node.MinorsUses.Of(Caller.Of(context).Session!.Who, child, before), node);
    }

    private static UseObjectionListResponse List(
        HttpContext context, ProvinceNode node, [Description("The cursor of the page before; left out for the newest.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? before = asked.Number(nameof(cursor));
        asked.End();
        return ObjectionReading.List(node.UseObjections.Of(UseEndpoints.CallerOf(context), before));
    }
}
