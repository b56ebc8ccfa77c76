using System.Text.Json.Nodes;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Holdings;
using Ledger.Node.Log;

namespace Ledger.Api.Holdings;

/// <summary>People have everything erased here that the ledger has of them, as far as no law keeps it, and get a certificate (删除证明).</summary>
internal static class ErasureEndpoints
{
    /// <summary>Kind of the certificate.</summary>
    public const string Kind = "holder-erasure/v1";

    private const string Json = "application/json";

    public static void MapErasure(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/me/erasure/outlook", LookAsync).WithTags("me").WithSummary("What stands in the way of one's erasure 可否删除")
            .Accepts<EraseHolderRequest>(Json).Produces<ErasureOutlookResponse>();
        routes.MapPost("/api/v1/me/erasure", EraseAsync).WithTags("me").WithSummary("Erase all that the ledger has of one 删除本人全部数据")
            .Accepts<EraseHolderRequest>(Json).Produces<HolderErasureResponse>();
    }

    private static async Task<ErasureOutlookResponse> LookAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        HolderCode? of = Read(context, await RequestBody.ReadAsync(context.Request, cancel));
        IReadOnlyList<ErasureObstacle> obstacles = node.HolderErasure.Obstacles(Caller.Of(context).Session!.Who, of);
        return new ErasureOutlookResponse(
            obstacles.Count == 0, [.. obstacles.Select(one => new ErasureObstacleContract(one.Code, one.Identifier, one.Chinese, one.English))]);
    }

    private static async Task<HolderErasureResponse> EraseAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        HolderCode? of = Read(context, body);
        return await EraseCertifiedAsync(context, node, time, of, IdempotencyKey.Of(context, body), cancel);
    }

    /// <summary>Erases a holder of who signed in, and certifies it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="node">The node.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="of">Which; null where there is one only.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="LedgerException">Something stands in the way, or nothing could be certified.</exception>
    internal static async Task<HolderErasureResponse> EraseCertifiedAsync(
        HttpContext context, ProvinceNode node, TimeProvider time, HolderCode? of, RequestKey key, CancellationToken cancel)
    {
        _ = node.RequireReceiptKeys(time.GetUtcNow()); // nothing is erased that could not be certified
        ErasedHolder erased = await node.HolderErasure.EraseAsync(Caller.Of(context).Session!.Who, of, key, cancel);
        StatusBundle proof = await node.ProveAsync(erased.MapKey, cancel);
        JsonObject statement = new()
        {
            ["log"] = node.Options.Origin,
            ["handle"] = Convert.ToHexStringLower(erased.Handle.Span),
            ["erasedIndex"] = erased.Receipt.Index,
            ["leafHash"] = erased.Receipt.LeafHash.ToBase64(),
        };
        SignedStatement certificate = node.SignStatement(Kind, statement, time.GetUtcNow());
        return new HolderErasureResponse(
            Convert.ToBase64String(certificate.ToBytes()), erased.Receipt.Index, erased.MapKey.ToHex(), Convert.ToBase64String(proof.Format()));
    }

    private static HolderCode? Read(HttpContext context, RequestBody body)
    {
        HolderCode? of = body.OptionalObject("holder") is RequestBody holder ? HolderCodeContract.Read(holder) : null;
        body.End();
        if (of is not null)
        {
            AuditTrail.Of(context).ConcernsHolder(of.Code);
        }

        return of;
    }
}
