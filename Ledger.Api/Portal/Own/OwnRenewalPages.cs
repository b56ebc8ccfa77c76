using Ledger.Api.Problems;
using Ledger.Api.Renewals;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>一键延续: a holder sees here what a renewal would be and what it rests on, applies by one confirmation, and sees what became of it.</summary>
internal static class OwnRenewalPages
{
    private const string Route = "/me/licences/{identifier}/renewal";

    public static void MapOwnRenewal(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (HttpContext context, string identifier, ProvinceNode node, TimeProvider time) =>
            Show(context, identifier, node, time, [], StatusCodes.Status200OK)).ExcludeFromDescription();
        routes.MapPost(Route, SubmitAsync).ExcludeFromDescription();
    }

    /// <summary>The newest application to renew a licence of the caller's; null where there is none.</summary>
    public static ShownApplication? Find(HttpContext context, string identifier, ProvinceNode node) =>
        node.RenewalApplications.Find(Caller.Of(context).Authority, identifier) is RenewalApplication application ? ShownApplication.Of(application) : null;

    private static async Task<IResult> SubmitAsync(HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        _ = form.Key(); // the same draft again is the same application
        try
        {
            await RenewalApplicationEndpoints.ApplyAsync(context, identifier, RenewalEndpoints.DraftOf(form.Text("draft")), node, cancel);
            return Pages.GoTo($"/me/licences/{identifier}/renewal");
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.WrongState or LedgerError.InvalidField)
        {
            Problem problem = ProblemResults.Of(refusal);
            AuditTrail.Of(context).Refusal = problem.Code;
            return Show(context, identifier, node, time, FormFault.Of(problem, _ => "draft"), problem.Status);
        }
    }

    private static RazorComponentResult<RenewalPage> Show(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, IReadOnlyList<FormFault> faults, int status)
    {
        (RenewalDraft? draft, TextInBoth? why) = RenewalApplicationEndpoints.DraftOf(context, identifier, node);
        OpenedLicence opened = OwnLicencePages.Open(context, identifier, node);
        return Pages.Show<RenewalPage>(
            context,
            new
            {
                Licence = ShownLicence.Of(context, opened.Licence, node, time),
                Draft = draft is null ? null : ShownDraft.Of(draft),
                WhyNot = why,
                Application = Find(context, identifier, node),
                Faults = faults,
            },
            status);
    }
}
