using Ledger.Api.Problems;
using Ledger.Crypto.HttpSignatures;
using Ledger.Node;
using Ledger.Node.Seals;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Security;

/// <summary>Departments register keys of their own systems here, two persons to a key, and take them back.</summary>
internal static class SystemKeyEndpoints
{
    private const string Address = "/api/v1/system-keys";
    private const int LongestName = 200;
    private const int LongestKey = 1_000;

    public static void MapSystemKeys(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder keys = routes.MapGroup(Address).WithTags("system-keys");
        keys.MapGet("", List).WithSummary("Keys that the authority registered 系统密钥").Produces<SystemKeyListResponse>();
        keys.MapPost("", ProposeAsync).WithSummary("Apply for a key of a system 申请登记密钥")
            .Accepts<ProposeKeyRequest>("application/json").Produces<SystemKeyContract>(StatusCodes.Status201Created);
        keys.MapPost("/{proposal}/approval", (HttpContext context, string proposal, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
                DecideAsync(context, proposal, approves: true, node, time, cancel)).WithSummary("Approve a key 审批通过")
            .Accepts<DecideKeyRequest>("application/json").Produces<SystemKeyContract>();
        keys.MapPost("/{proposal}/rejection", (HttpContext context, string proposal, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
                DecideAsync(context, proposal, approves: false, node, time, cancel)).WithSummary("Reject a key 审批不通过")
            .Accepts<DecideKeyRequest>("application/json").Produces<SystemKeyContract>();
        keys.MapPost("/withdrawal", WithdrawAsync).WithSummary("Take a key back at once 停用密钥")
            .Accepts<WithdrawKeyRequest>("application/json").Produces<SystemKeyContract>();
    }

    private static SystemKeyListResponse List(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        new RequestQuery(context.Request.Query).End();
        return new SystemKeyListResponse([.. node.SystemKeys.Of(Caller.Of(context).Authority).Select(key => SystemKeyContract.Of(key, time.GetUtcNow()))]);
    }

    private static async Task<Created<SystemKeyContract>> ProposeAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string system = body.Text("system", LongestName);
        SystemKey key = new()
        {
            Id = body.Text("key", SignedRequest.MaximumKeyIdLength),
            PublicKey = body.Text("publicKey", LongestKey),
            From = body.OptionalMoment("from"),
            Until = body.OptionalMoment("until"),
        };
        SealCaller caller = CallerOf(context, body);
        node.Ledger.RequireWriting(); // else the audit log could not say so
        return TypedResults.Created(Address, SystemKeyContract.Of(node.SystemKeys.Propose(caller, system, key), time.GetUtcNow()));
    }

    private static async Task<SystemKeyContract> DecideAsync(
        HttpContext context, string proposal, bool approves, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        SealCaller caller = CallerOf(context, await RequestBody.ReadAsync(context.Request, cancel));
        node.Ledger.RequireWriting();
        return SystemKeyContract.Of(node.SystemKeys.Decide(caller, proposal, approves), time.GetUtcNow());
    }

    private static async Task<SystemKeyContract> WithdrawAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string name = body.Text("key", SignedRequest.MaximumKeyIdLength);

        // Taken back also where nothing can be written: a stolen key must not count for that.
        return SystemKeyContract.Of(node.SystemKeys.Withdraw(CallerOf(context, body), name), time.GetUtcNow());
    }

    private static SealCaller CallerOf(HttpContext context, RequestBody body)
    {
        Caller caller = Caller.Of(context);
        SealCaller acting = new(caller.Authority, caller.Name, body.Text("operator", SealCaller.LongestOperator));
        body.End();
        return acting;
    }
}
