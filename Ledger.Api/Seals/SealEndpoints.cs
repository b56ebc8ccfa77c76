using Google.Protobuf;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.ESeals;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Seals;

/// <summary>The life of an authority's seals: application, approval, making, freezing, end.</summary>
internal static class SealEndpoints
{
    /// <summary>Where seals lie.</summary>
    public const string Address = "/api/v1/seals";

    /// <summary>Maps them, and the grants.</summary>
    public static void MapSeals(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder seals = routes.MapGroup(Address).WithTags("seals");
        seals.MapPost("", ApplyAsync).WithSummary("Apply for a seal 申请印章")
            .Accepts<SealApplicationRequest>("application/json").Produces<SealResponse>(StatusCodes.Status201Created);
        seals.MapGet("", List).WithSummary("The authority's seals 本机构印章").Produces<SealListResponse>();
        seals.MapGet("/{seal}", Get).WithSummary("One seal and all that happened to it 印章及其经过").Produces<SealResponse>();
        seals.MapGet("/{seal}/picture", GetPicture).WithSummary("What a seal shows 印章图形")
            .Produces(StatusCodes.Status200OK, contentType: "image/svg+xml").Produces(StatusCodes.Status200OK, contentType: "image/png");
        Act(seals, "/approval", "Approve an application 审批通过", (node, caller, seal, key, cancel) => node.Seals.ApproveAsync(caller, seal, key, cancel));
        Act(seals, "/rejection", "Reject an application 审批不通过", (node, caller, seal, key, cancel) => node.Seals.RejectAsync(caller, seal, key, cancel));
        Act(seals, "/installation", "Enter the seal that was installed 启用已安装的印章", (node, caller, seal, key, cancel) => node.Seals.InstallAsync(caller, seal, key, cancel));
        Act(seals, "/freezing", "Freeze a seal 冻结", (node, caller, seal, key, cancel) => node.Seals.FreezeAsync(caller, seal, key, cancel));
        Act(seals, "/unfreezing", "Give a frozen seal free 解冻", (node, caller, seal, key, cancel) => node.Seals.UnfreezeAsync(caller, seal, key, cancel));
        seals.MapPost("/{seal}/revocation", RevokeAsync).WithSummary("End a seal, or take an application back 注销")
            .Accepts<SealRevocationRequest>("application/json").Produces<SealResponse>();
        seals.MapGrants();
    }

    private static async Task<Created<SealResponse>> ApplyAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (SealCaller acting, SealApplication application) = SealRequests.ReadApplication(body, caller, node.Authorities.Find(caller.Authority)?.Name);
        SealChange change = await node.Seals.ApplyAsync(acting, application, IdempotencyKey.Of(context, body), cancel);
        SealResponse answer = SealAnswers.Of(change.Seal, node, time.GetUtcNow(), whole: true);
        return TypedResults.Created($"{Address}/{answer.Seal}", answer);
    }

    private static SealListResponse List(HttpContext context, ProvinceNode node, TimeProvider time) => new(
        [.. node.Seals.List(Caller.Of(context).Authority).Select(seal => SealAnswers.Of(seal, node, time.GetUtcNow(), whole: false))],
        node.Seals.MakesSeals);

    private static SealResponse Get(HttpContext context, string seal, ProvinceNode node, TimeProvider time) =>
        SealAnswers.Of(node.Seals.Get(Caller.Of(context).Authority, SealRequests.Handle(seal)), node, time.GetUtcNow(), whole: true);

    internal static FileContentHttpResult GetPicture(HttpContext context, string seal, ProvinceNode node)
    {
        ESealPicture picture = node.Seals.PictureOf(Caller.Of(context).Authority, SealRequests.Handle(seal));

        // Seals made elsewhere may show other things; nothing but a picture is called one.
        string type = picture.Type switch
        {
            "PNG" => "image/png",
            "SVG" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        return TypedResults.File(picture.Data.ToArray(), type);
    }

    private static async Task<SealResponse> RevokeAsync(
        HttpContext context, string seal, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        SealCaller caller = SealRequests.ReadCaller(body, Caller.Of(context));
        SealEnd end = SealRequests.ReadEnd(body);
        body.End();
        SealChange change = await node.Seals.RevokeAsync(caller, SealRequests.Handle(seal), end, IdempotencyKey.Of(context, body), cancel);
        return SealAnswers.Of(change.Seal, node, time.GetUtcNow(), whole: true);
    }

    private static void Act(
        RouteGroupBuilder seals,
        string path,
        string summary,
        Func<ProvinceNode, SealCaller, ByteString, RequestKey, CancellationToken, Task<SealChange>> act)
    {
        seals.MapPost("/{seal}" + path, ActAsync).WithSummary(summary).Accepts<SealActRequest>("application/json").Produces<SealResponse>();

        async Task<SealResponse> ActAsync(HttpContext context, string seal, ProvinceNode node, TimeProvider time, CancellationToken cancel)
        {
            RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
            SealCaller caller = SealRequests.ReadCaller(body, Caller.Of(context));
            body.End();
            SealChange change = await act(node, caller, SealRequests.Handle(seal), IdempotencyKey.Of(context, body), cancel);
            return SealAnswers.Of(change.Seal, node, time.GetUtcNow(), whole: true);
        }
    }
}
