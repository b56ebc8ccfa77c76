using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Api.Uploads;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Materials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Materials;

/// <summary>Departments hand materials in here, and fetch what their own authority collected.</summary>
internal static class MaterialEndpoints
{
    public static void MapMaterials(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder materials = routes.MapGroup(MaterialAnswers.Address).WithTags("materials");
        materials.MapPost("", HandInAsync).WithSummary("Hand in a material 电子材料归集")
            .Accepts<HandInMaterialForm>("multipart/form-data")
            .Produces<HandedInMaterialResponse>(StatusCodes.Status201Created).Produces<HandedInMaterialResponse>();
        materials.MapGet("/{material}", Get).WithSummary("A material 查询材料").Produces<MaterialResponse>();
        materials.MapGet("/{material}/file", GetFile).WithSummary("The file of a material 下载材料")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        materials.MapMaterialQueries();
        materials.MapMaterialActs();
        routes.MapOwnMaterials();
    }

    private static async Task<Results<Created<HandedInMaterialResponse>, Ok<HandedInMaterialResponse>>> HandInAsync(
        HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        _ = IdempotencyKey.TextOf(context); // refused before a file is sent in vain
        UploadedForm form = await UploadedForm.ReadAsync(context.Request, ["material"], MaterialLimits.DescriptionBytes, cancel);
        RequestBody body = RequestBody.Read(form.Part("material"));
        MaterialRequest request = MaterialRequests.Read(body);
        AuditTrail trail = AuditTrail.Of(context);
        trail.Person = request.Operator;
        trail.ConcernsHolder(request.Holder.Code);
        TrustLevel[] mayClaim = [.. caller.MaterialLevels.Select(level => TrustLevelText.Find(level)!.Value)];
        HandedInMaterial handedIn = await node.Materials.HandInAsync(
            caller.Authority,
            mayClaim,
            request,
            form.File,
            digests => IdempotencyKey.Of(context, [.. body.Bytes.Span, .. digests.Span]),
            cancel);
        MaterialResponse material = MaterialAnswers.Of(handedIn.Material);
        trail.ConcernsMaterial(material.Identifier);
        HandedInMaterialResponse answer = new(material, handedIn.IsKnown, handedIn.Receipt.LeafHash.ToBase64(), handedIn.Receipt.Size);
        return handedIn.IsKnown ? TypedResults.Ok(answer) : TypedResults.Created($"{MaterialAnswers.Address}/{material.Identifier}", answer);
    }

    private static MaterialResponse Get(
        HttpContext context, [Description("电子材料标识.")] string material, ProvinceNode node) => MaterialAnswers.Of(Open(context, material, node));

    private static FileStreamHttpResult GetFile(
        HttpContext context, [Description("电子材料标识.")] string material, ProvinceNode node)
    {
        OpenedMaterial opened = Open(context, material, node);
        context.Response.Headers.CacheControl = "no-store";

        // So that who receives less knows it: a file found changed on the way breaks the connection off.
        context.Response.ContentLength = opened.Content.Length;
        return TypedResults.Stream(node.Materials.OpenFile(opened), opened.Content.MediaType, opened.Content.Name);
    }

    private static OpenedMaterial Open(HttpContext context, string material, ProvinceNode node)
    {
        AuditTrail.Of(context).ConcernsMaterial(material);
        return node.Materials.Open(new MaterialRight(Caller.Of(context).Authority), material);
    }
}
