using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Api.SignIn;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>The folder of who has signed in: their licences, a page at a time.</summary>
internal static class OwnFolderPages
{
    public static void MapOwnFolder(this IEndpointRouteBuilder routes) => routes.MapGet("/me", List).ExcludeFromDescription();

    private static RazorComponentResult<FolderPage> List(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number("cursor");
        asked.End();
        SignedInPerson who = Caller.Of(context).Session!.Who;
        IReadOnlyList<Licence> licences = node.OwnLicences.List(who, after);
        return Pages.Show<FolderPage>(context, new
        {
            Holders = SessionEndpoints.HoldersOf(who, node),
            Licences = Ordered(licences.Reverse().Select(licence => ShownLicence.Of(context, licence, node, time))),
            Next = licences.Count < OwnLicences.MostListed ? null : licences[^1].IssuedIndex.ToString(CultureInfo.InvariantCulture),
            IsFirst = after is null,
        });
    }

    /// <summary>What waits to be renewed stands first.</summary>
    /// <param name="licences">The newest first.</param>
    private static ShownLicence[] Ordered(IEnumerable<ShownLicence> licences) => [.. licences.OrderBy(licence => !licence.EndsSoon)];
}
