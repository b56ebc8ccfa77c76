using Ledger.Api.Security;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk sees here which systems call in the authority's name, with which keys, and how often they may.</summary>
internal static class CounterSystemPages
{
    public static void MapCounterSystems(this IEndpointRouteBuilder routes) => routes.MapGet("/counter/systems", Show).ExcludeFromDescription();

    private static RazorComponentResult<SystemsPage> Show(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        DateTimeOffset now = time.GetUtcNow();
        SystemKeyContract[] keys = [.. node.SystemKeys.Of(authority).Select(key => SystemKeyContract.Of(key, now))];
        return Pages.Show<SystemsPage>(context, new
        {
            Systems = node.Options.Systems.Where(system => system.Authority == authority).Select(system => new ShownSystem(
                system.Name,
                system.IsInForce(now),
                [.. system.LicenceTypes.Select(code => node.Types.Find(code)?.Name ?? code)],
                system.RequestsPerMinute,
                system.Networks,
                system.KeySha256 is not null,
                [.. system.Keys.Select(key => key.Id)],
                [.. keys.Where(key => key.System == system.Name)])).ToArray(),
        });
    }
}
