using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Importing;
using Ledger.Node.Licences;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>The counter's first page: what happened today, what waits, what ends soon.</summary>
internal static class CounterDayPages
{
    private const int SoonDays = 30;

    // Of a busier day the page says "or more": it is a page, not a report.
    private const int MostChanges = 2_000;

    public static void MapCounterDay(this IEndpointRouteBuilder routes) => routes.MapGet("/counter", Show).ExcludeFromDescription();

    private static RazorComponentResult<CounterPage> Show(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        DateOnly today = BeijingTime.DayOf(time.GetUtcNow());
        IReadOnlyList<LicenceChange> changes = node.LicenceChanges.Since(authority, BeijingTime.StartOf(today), MostChanges);
        LicencePage soon = node.LicenceQueries.List(
            authority, new LicenceQuery(null, LicenceState.Valid, today, today.AddDays(SoonDays)), new LicencePaging(LicencePaging.LargestLimit, null));
        ImportJob[] imports = [.. node.Imports.List(authority)];
        AuditTrail.Of(context).ConcernsLicences(soon.Licences.Select(licence => licence.Identifier.ToString()));
        return Pages.Show<CounterPage>(context, new
        {
            Authority = ShownStanding.NameOf(node, authority),
            Account = ClerkAct.AccountOf(context),
            Day = new ShownDay(
                changes.Count(change => change.Event.StartsWith("licence.issued.", StringComparison.Ordinal)),
                changes.Count(change => change.Event.StartsWith("licence.revoked.", StringComparison.Ordinal)),
                changes.Count(change => change.Event.StartsWith("licence.suspended.", StringComparison.Ordinal)),
                changes.Count == MostChanges,
                imports.Where(job => !job.IsDryRun && BeijingTime.DayOf(job.Created) == today).Sum(job => job.Refused),
                soon.Licences.Count,
                soon.Cursor is not null,
                imports.Count(job => job.State == ImportState.Proposed),
                CounterObjectionPages.Of(node, authority, before: null).Objections.Count(objection => objection.Answer is null),
                node.SystemKeys.Of(authority).Count(key => key.StateAt(time.GetUtcNow()) == SystemKeyState.Proposed),
                node.AnchorWorker?.State is { } anchor ? anchor.PendingSince is DateTimeOffset since ? (long)(time.GetUtcNow() - since).TotalSeconds : 0 : null),
            Today = LicenceDateText(today),
            Soon = LicenceDateText(today.AddDays(SoonDays)),
            Recent = changes.Reverse().Take(10).Select(change => ShownChange.Of(change, node)).ToArray(),
        });
    }

    private static string LicenceDateText(DateOnly day) => Node.Catalogue.LicenceDate.Format(day);
}
