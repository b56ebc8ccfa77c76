using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Composites;

namespace Ledger.Api.Composites;

/// <summary>Departments read here what their composite licences bring together.</summary>
internal static class CompositeEndpoints
{
    public static void MapComposites(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/licences/{identifier}/components", Get).WithTags("licences")
            .WithSummary("What a composite licence brings together 行业综合许可证所含许可").Produces<CompositeResponse>();

    private static CompositeResponse Get(HttpContext context, string identifier, ProvinceNode node)
    {
        CompositeStanding standing = node.Composites.Get(Caller.Of(context).Authority, identifier);
        return CompositeResponse.Of(standing, node.Licences.StateOf(standing.Licence));
    }
}
