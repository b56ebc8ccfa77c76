namespace Ledger.Api.Portal.Counter;

/// <summary>The pages of departments' clerks and sealing officers.</summary>
internal static class CounterEndpoints
{
    public static void MapCounter(this IEndpointRouteBuilder routes)
    {
        routes.MapCounterDay();
        routes.MapCounterLicences();
        routes.MapCounterDecisions();
        routes.MapCounterIssue();
        routes.MapCounterChange();
        routes.MapCounterRenewals();
        routes.MapCounterImports();
        routes.MapCounterSeals();
        routes.MapCounterSystems();
        routes.MapCounterObjections();
        routes.MapCounterExchangedObjections();
        routes.MapCounterInspections();
    }
}
