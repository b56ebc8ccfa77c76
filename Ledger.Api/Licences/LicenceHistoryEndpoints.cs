using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Licences;

/// <summary>Departments see here what happened to their licences.</summary>
internal static class LicenceHistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder licences) => licences.MapGet("/{identifier}/events", List)
        .WithSummary("What happened to a licence, all its versions included 证照事件").Produces<LicenceEventsResponse>();

    private static LicenceEventsResponse List(
        HttpContext context,
        string identifier,
        ProvinceNode node,
        [Description("上一页的 next. The page before's next; left out for the first.")] string? after,
        [Description("每页条数. 1 to 200 events a page; 50 where it is left out.")] string? limit)
    {
        _ = (after, limit); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        (long? last, long? most) = (asked.Number(nameof(after)), asked.Number(nameof(limit)));
        asked.End();
        LicenceEventPage page = node.LicenceHistory.Events(
            Caller.Of(context).Authority, identifier, last, most is long number ? (int)Math.Min(number, int.MaxValue) : null);
        return new LicenceEventsResponse([.. page.Events.Select(told => LicenceAnswers.Of(told, node))], page.Next);
    }
}
