using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Materials;

/// <summary>Departments decide here on the materials that their authority collected.</summary>
internal static class MaterialActEndpoints
{
    private const string Json = "application/json";
    private const string Material = "电子材料标识.";

    public static void MapMaterialActs(this RouteGroupBuilder materials)
    {
        materials.MapPost("/promises", PromiseAsync).WithSummary("A promise in place of a material 告知承诺")
            .Accepts<PromiseMaterialRequest>(Json).Produces<HandedInMaterialResponse>(StatusCodes.Status201Created);
        materials.MapPost("/{material}/acceptance", AcceptAsync).WithSummary("Vouch for a material 核验")
            .Accepts<AcceptMaterialRequest>(Json).Produces<MaterialResponse>();
        materials.MapPost("/{material}/dispute", DisputeAsync).WithSummary("Put a material in doubt 存疑")
            .Accepts<MaterialActRequest>(Json).Produces<MaterialResponse>();
        materials.MapPost("/{material}/dispute/lifting", LiftAsync).WithSummary("The doubt was unfounded 撤销存疑")
            .Accepts<MaterialActRequest>(Json).Produces<MaterialResponse>();
        materials.MapPost("/{material}/voiding", VoidAsync).WithSummary("Declare a material void 作废")
            .Accepts<MaterialActRequest>(Json).Produces<MaterialResponse>();
        materials.MapPost("/{material}/erasure", EraseAsync).WithSummary("Erase a material, with a certificate 销毁")
            .Accepts<EraseMaterialRequest>(Json).Produces<ErasureCertificateResponse>();
    }

    private static async Task<Created<HandedInMaterialResponse>> PromiseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        PromiseRequest request = MaterialRequests.ReadPromise(body);
        AuditTrail trail = AuditTrail.Of(context);
        trail.Person = request.Operator;
        trail.ConcernsHolder(request.Holder.Code);
        HandedInMaterial promise = await node.Materials.PromiseAsync(Caller.Of(context).Authority, request, IdempotencyKey.Of(context, body), cancel);
        MaterialResponse material = MaterialAnswers.Of(promise.Material);
        trail.ConcernsMaterial(material.Identifier);
        return TypedResults.Created(
            $"{MaterialAnswers.Address}/{material.Identifier}",
            new HandedInMaterialResponse(material, IsKnown: false, promise.Receipt.LeafHash.ToBase64(), promise.Receipt.Size));
    }

    private static async Task<MaterialResponse> AcceptAsync(
        HttpContext context, [Description(Material)] string material, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        TrustLevel? level = MaterialRequests.OptionalLevelOf(body);
        if (level is TrustLevel claimed && !Caller.Of(context).MaterialLevels.Contains(claimed.Code()))
        {
            throw new LedgerException(LedgerError.NotAllowed, "此系统不得声明该可信等级。", "This system may not claim this level.", "/level");
        }

        return MaterialAnswers.Of(await node.Materials.AcceptAsync(ActOf(context, material, body), level, cancel));
    }

    private static async Task<MaterialResponse> DisputeAsync(
        HttpContext context, [Description(Material)] string material, ProvinceNode node, CancellationToken cancel) =>
        MaterialAnswers.Of(await node.Materials.DisputeAsync(await ReadActAsync(context, material, cancel), cancel));

    private static async Task<MaterialResponse> LiftAsync(
        HttpContext context, [Description(Material)] string material, ProvinceNode node, CancellationToken cancel) =>
        MaterialAnswers.Of(await node.Materials.LiftDisputeAsync(await ReadActAsync(context, material, cancel), cancel));

    private static async Task<MaterialResponse> VoidAsync(
        HttpContext context, [Description(Material)] string material, ProvinceNode node, CancellationToken cancel) =>
        MaterialAnswers.Of(await node.Materials.VoidAsync(await ReadActAsync(context, material, cancel), cancel));

    private static async Task<ErasureCertificateResponse> EraseAsync(
        HttpContext context, [Description(Material)] string material, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        MaterialAct act = ActOf(context, material, body);
        ErasureCertificate certificate = await node.Materials.EraseAsync(act.Authority, material, act.Key, cancel);
        StatusBundle proof = await node.ProveAsync(certificate.MapKey, cancel);
        return new ErasureCertificateResponse(
            Convert.ToBase64String(certificate.Statement.Span),
            Convert.ToBase64String(certificate.Seal.Span),
            Convert.ToBase64String(certificate.Signature.Span),
            Convert.ToBase64String(certificate.SigningCertificate.Span),
            certificate.MapKey.ToHex(),
            Convert.ToBase64String(proof.Format()));
    }

    private static async Task<MaterialAct> ReadActAsync(HttpContext context, string material, CancellationToken cancel) =>
        ActOf(context, material, await RequestBody.ReadAsync(context.Request, cancel));

    private static MaterialAct ActOf(HttpContext context, string material, RequestBody body)
    {
        MaterialAct act = new(
            Caller.Of(context).Authority,
            material,
            body.Text("operator", Decision.LongestOperator),
            body.OptionalText("note", 2 * Decision.LongestNote),
            IdempotencyKey.Of(context, body));
        body.End();
        AuditTrail trail = AuditTrail.Of(context);
        trail.Person = act.Operator;
        trail.ConcernsMaterial(material);
        return act;
    }
}
