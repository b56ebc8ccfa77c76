using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Materials;

/// <summary>People who signed in see their own materials here, whoever collected them, and get the files.</summary>
internal static class OwnMaterialEndpoints
{
    private const string Address = "/api/v1/me/materials";

    public static void MapOwnMaterials(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder own = routes.MapGroup(Address).WithTags("me");
        own.MapGet("", List).WithSummary("One's own materials 本人材料").Produces<MaterialListResponse>();
        own.MapGet("/{material}", Get).WithSummary("One of one's own materials 查看本人材料").Produces<MaterialResponse>();
        own.MapGet("/{material}/file", GetFile).WithSummary("The file of one's own material 下载本人材料")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    /// <summary>A page of the caller's own, as it is answered here and in the folder.</summary>
    public static MaterialListResponse PageOf(HttpContext context, ProvinceNode node, LicencePaging paging)
    {
        MaterialPage page = node.OwnMaterials.List(Caller.Of(context).Session!.Who, paging);
        AuditTrail trail = AuditTrail.Of(context);
        page.Materials.ToList().ForEach(material => trail.ConcernsMaterial(material.Material.Identifier.ToString()));
        return new MaterialListResponse([.. page.Materials.Select(Of)], page.Cursor);
    }

    private static MaterialListResponse List(
        HttpContext context,
        ProvinceNode node,
        [Description("每页条数. 1 to 200 materials a page; 50 where it is left out.")] string? limit,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = (limit, cursor); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        int? most = asked.Number(nameof(limit)) is long number ? (int)Math.Min(number, int.MaxValue) : null;
        LicencePaging paging = new(most, asked.Text(nameof(cursor), LicenceCursors.LongestText));
        asked.End();
        return PageOf(context, node, paging);
    }

    private static MaterialResponse Get(HttpContext context, [Description("电子材料标识.")] string material, ProvinceNode node) =>
        Of(Open(context, material, node));

    private static FileStreamHttpResult GetFile(HttpContext context, [Description("电子材料标识.")] string material, ProvinceNode node)
    {
        OpenedMaterial opened = Open(context, material, node);
        Stream file = node.Materials.OpenFile(opened);

        // So that who receives less knows it: a file found changed on the way breaks the connection off.
        context.Response.ContentLength = opened.Content.Length;
        return TypedResults.Stream(file, opened.Content.MediaType, opened.Content.Name);
    }

    private static OpenedMaterial Open(HttpContext context, string material, ProvinceNode node)
    {
        AuditTrail.Of(context).ConcernsMaterial(material);
        return node.OwnMaterials.Open(Caller.Of(context).Session!.Who, material);
    }

    private static MaterialResponse Of(OpenedMaterial opened)
    {
        MaterialResponse material = MaterialAnswers.Of(opened);
        return material with { File = material.File is null ? null : $"{Address}/{material.Identifier}/file" };
    }
}
