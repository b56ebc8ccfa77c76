using Ledger.Api.Portal.Own;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk sees here which holders applied for a renewal, and renews or says why not.</summary>
internal static class CounterRenewalPages
{
    private const string Route = "/counter/renewals";

    public static void MapCounterRenewals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, List).ExcludeFromDescription();
        routes.MapGet($"{Route}/{{identifier}}", (HttpContext context, string identifier, ProvinceNode node, FormDrafts drafts, TimeProvider time) =>
            Show(context, identifier, node, time, ClerkAct.Opened(context, drafts), [], [], StatusCodes.Status200OK)).ExcludeFromDescription();
        routes.MapPost($"{Route}/{{identifier}}", GrantAsync).ExcludeFromDescription();
        routes.MapPost($"{Route}/{{identifier}}/refusal", RefuseAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<RenewalQueuePage> List(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        RequestQuery asked = new(context.Request.Query);
        string? cursor = asked.Text("cursor", LicenceCursors.LongestText);
        bool isDone = asked.Text("done", 16) is not null;
        asked.End();
        RenewalApplicationPage page = node.RenewalApplications.List(Caller.Of(context).Authority, new LicencePaging(limit: null, cursor));
        AuditTrail.Of(context).ConcernsLicences(page.Applications.Select(application => application.Licence.Identifier.ToString()));
        return Pages.Show<RenewalQueuePage>(context, new
        {
            Applications = page.Applications.Select(application =>
                KeyValuePair.Create(ShownApplication.Of(application), ShownLicence.Of(context, application.Licence, node, time))).ToArray(),
            Next = page.Cursor,
            IsFirst = cursor is null,
            IsDone = isDone,
        });
    }

    private static async Task<IResult> GrantAsync(HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        try
        {
            await node.RenewalApplications.GrantAsync(
                Caller.Of(context).Authority, identifier, form.All("checked"), ClerkAct.DecisionOf(context, form.Filled(), time), form.Key(), cancel);
            return Pages.GoTo($"{Route}?done=renewed");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal))
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, pointer => pointer.TrimStart('/'));
            FormFault unticked = new("checked", new TextInBoth("请核对并勾选每一项。", "Check each of these and tick it.")); // the refusal names codes
            return Show(context, identifier, node, time, form.Filled(), form.All("checked"), [.. faults.Select(fault => fault.Field == "checked" ? unticked : fault)], status);
        }
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        try
        {
            await node.RenewalApplications.RefuseAsync(Caller.Of(context).Authority, identifier, form.Text("reason"), ClerkAct.AccountOf(context), cancel);
            return Pages.GoTo($"{Route}?done=refused");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal))
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, pointer => pointer.TrimStart('/'));
            return Show(context, identifier, node, time, form.Filled(), [], faults, status);
        }
    }

    private static RazorComponentResult<RenewalDecisionPage> Show(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, FilledForm filled, IReadOnlyList<string> ticked, IReadOnlyList<FormFault> faults, int status)
    {
        string authority = Caller.Of(context).Authority;
        OpenedLicence opened = node.Licences.Open(authority, identifier);
        return Pages.Show<RenewalDecisionPage>(
            context,
            new
            {
                Licence = ShownLicence.Of(context, opened.Licence, node, time),
                Application = node.RenewalApplications.Find(authority, identifier) is RenewalApplication application ? ShownApplication.Of(application) : null,
                Draft = node.Renewals.Find(authority, identifier) is RenewalDraft draft ? ShownDraft.Of(draft) : null,
                Filled = filled,
                Ticked = ticked,
                Faults = faults,
            },
            status);
    }
}
