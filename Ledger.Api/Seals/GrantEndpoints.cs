using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Seals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Seals;

/// <summary>用章授权 and 用章记录: who may use a seal, who did, and who tried without being allowed to.</summary>
internal static class GrantEndpoints
{
    /// <summary>Maps them into the group of the seals.</summary>
    public static void MapGrants(this RouteGroupBuilder seals)
    {
        seals.MapPost("/{seal}/grants", GrantAsync).WithSummary("Grant the use of a seal 用章授权")
            .Accepts<SealGrantRequest>("application/json").Produces<SealGrantResponse>(StatusCodes.Status201Created);
        seals.MapGet("/{seal}/grants", ListGrants).WithSummary("Grants of a seal 用章授权清单").Produces<SealGrantListResponse>();
        seals.MapPost("/{seal}/grants/{grant}/withdrawal", WithdrawAsync).WithSummary("Withdraw a grant 收回授权")
            .Accepts<SealActRequest>("application/json").Produces<SealGrantResponse>();
        seals.MapGet("/{seal}/uses", ListUses).WithSummary("What was sealed with it 用章记录").Produces<SealUseListResponse>();
        seals.MapGet("/refused-uses", ListRefusals).WithSummary("Attempts without the right to 未授权用章尝试").Produces<RefusedUseListResponse>();
    }

    private static async Task<Created<SealGrantResponse>> GrantAsync(
        HttpContext context, string seal, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (SealCaller caller, GrantRequest request) = SealRequests.ReadGrant(body, Caller.Of(context), node, time);
        GrantChange change = await node.Seals.GrantAsync(caller, SealRequests.Handle(seal), request, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created($"{SealEndpoints.Address}/{seal}/grants", SealAnswers.Of(change.Grant, node));
    }

    private static SealGrantListResponse ListGrants(HttpContext context, string seal, ProvinceNode node) =>
        new([.. node.Seals.Grants(Caller.Of(context).Authority, SealRequests.Handle(seal)).Select(grant => SealAnswers.Of(grant, node))]);

    private static async Task<SealGrantResponse> WithdrawAsync(
        HttpContext context, string seal, string grant, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        SealCaller caller = SealRequests.ReadCaller(body, Caller.Of(context));
        body.End();
        GrantChange change = await node.Seals.WithdrawAsync(
            caller, SealRequests.Handle(seal), SealRequests.Handle(grant), IdempotencyKey.Of(context, body), cancel);
        return SealAnswers.Of(change.Grant, node);
    }

    private static SealUseListResponse ListUses(
        HttpContext context,
        string seal,
        ProvinceNode node,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        IReadOnlyList<SealedLicence> uses = node.Seals.Uses(Caller.Of(context).Authority, SealRequests.Handle(seal), CursorOf(context));
        return new SealUseListResponse(
            [.. uses.Select(SealAnswers.Of)], SealAnswers.CursorOf(uses.Count, uses.Count == 0 ? null : uses[^1].Index));
    }

    private static RefusedUseListResponse ListRefusals(
        HttpContext context,
        ProvinceNode node,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor;
        IReadOnlyList<RefusedUse> refusals = node.Seals.Refusals(Caller.Of(context).Authority, CursorOf(context));
        return new RefusedUseListResponse(
            [.. refusals.Select(SealAnswers.Of)], SealAnswers.CursorOf(refusals.Count, refusals.Count == 0 ? null : refusals[^1].Index));
    }

    private static long? CursorOf(HttpContext context)
    {
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number("cursor");
        asked.End();
        return after;
    }
}
