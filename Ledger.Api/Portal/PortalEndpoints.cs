using Ledger.Api.Portal.Auditing;
using Ledger.Api.Portal.Counter;
using Ledger.Api.Portal.Operations;
using Ledger.Api.Portal.Own;

namespace Ledger.Api.Portal;

/// <summary>The pages.</summary>
internal static class PortalEndpoints
{
    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PortalFile.Style.Path, PortalFile.Style.Get).ExcludeFromDescription();
        routes.MapView();
        routes.MapSessionPages();
        routes.MapVerifyPages();
        routes.MapScanPages();
        routes.MapOwnFolder();
        routes.MapOwnActing();
        routes.MapOwnLicence();
        routes.MapOwnShow();
        routes.MapOwnRenewal();
        routes.MapOwnMaterials();
        routes.MapOwnConsents();
        routes.MapOwnNewConsents();
        routes.MapOwnMatters();
        routes.MapOwnErasure();
        routes.MapOwnUses();
        routes.MapCounter();
        routes.MapOperations();
        routes.MapSessionsPage();
        routes.MapAuditPages();
        routes.MapRecords();
    }
}
