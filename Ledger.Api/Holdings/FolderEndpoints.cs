using Ledger.Api.Consents;
using Ledger.Api.Licences;
using Ledger.Api.Materials;
using Ledger.Api.Security;
using Ledger.Api.SignIn;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.SignIn;

namespace Ledger.Api.Holdings;

/// <summary>People see here at once what the ledger has of them.</summary>
internal static class FolderEndpoints
{
    public static void MapFolder(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me/folder", Get).WithTags("me").WithSummary("One's folder 一人（企）一档").Produces<FolderResponse>();

    private static FolderResponse Get(HttpContext context, ProvinceNode node)
    {
        SignedInPerson who = Caller.Of(context).Session!.Who;
        LicenceListResponse licences = OwnLicenceEndpoints.PageOf(context, node, after: null);
        AuditTrail.Of(context).ConcernsLicences(licences.Licences.Select(licence => licence.Identifier));
        return new FolderResponse(
            SessionEndpoints.HoldersOf(who, node),
            licences,
            OwnMaterialEndpoints.PageOf(context, node, LicencePaging.First),
            ConsentAnswers.Of(node.Consents.Of(who, after: null), node),
            UseAnswers.Of(node.Uses.Of(who, before: null), node));
    }
}
