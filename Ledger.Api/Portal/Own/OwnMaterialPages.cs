using Ledger.Api.Materials;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>Holders see here what they handed in, whoever collected it.</summary>
internal static class OwnMaterialPages
{
    public static void MapOwnMaterials(this IEndpointRouteBuilder routes) => routes.MapGet("/me/materials", List).ExcludeFromDescription();

    private static RazorComponentResult<MaterialsPage> List(HttpContext context, ProvinceNode node)
    {
        RequestQuery asked = new(context.Request.Query);
        string? cursor = asked.Text("cursor", LicenceCursors.LongestText);
        asked.End();
        MaterialListResponse page = OwnMaterialEndpoints.PageOf(context, node, new LicencePaging(null, cursor));
        return Pages.Show<MaterialsPage>(context, new { page.Materials, Next = page.Cursor, IsFirst = cursor is null });
    }
}
