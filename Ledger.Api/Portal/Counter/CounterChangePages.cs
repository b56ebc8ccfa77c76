using Ledger.Api.Licences;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk issues the next version of a licence here (变更、延续、换发、更正): the form of its type, filled in with what stands on it.</summary>
internal static class CounterChangePages
{
    private const string Route = "/counter/licences/{identifier}/change";

    public static void MapCounterChange(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Open).ExcludeFromDescription();
        routes.MapPost(Route, ChangeAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<IssuePage> Open(HttpContext context, string identifier, ProvinceNode node, FormDrafts drafts)
    {
        (OpenedLicence before, LicenceType type) = Find(context, node, identifier);
        return Form(context, node, identifier, type, drafts.Take(Caller.Of(context).Session!, context.Request.Path) ?? KnownFields.ForNext(before), []);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        (OpenedLicence before, LicenceType type) = Find(context, node, identifier);
        FilledForm filled = form.Filled();
        IssueForm draft = new(type, filled);
        try
        {
            LicenceAct act = LicenceRequests.ReadAct(filled["act"]);
            NextVersion next = draft.ToNext(before, act, ClerkAct.DecisionOf(context, filled, time), form.File(IssueForm.Photo));
            RequireAltered(act, draft, before, next);
            IssuedLicence issued = await node.Licences.IssueNextAsync(Caller.Of(context).Authority, identifier, next, form.Key(), cancel);
            AuditTrail.Of(context).ConcernsLicence(issued.Licence.Identifier.ToString());
            return Pages.GoTo($"/counter/licences/{issued.Licence.Identifier}?done=changed");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal))
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, draft.FieldOf);
            return Form(context, node, identifier, type, filled, draft.InItsWords(faults), status);
        }
    }

    /// <summary>Refuses a change that changes nothing: it would end the version before for one that says the same. A replacement may.</summary>
    private static void RequireAltered(LicenceAct act, IssueForm draft, OpenedLicence before, NextVersion next)
    {
        if (act is not LicenceAct.Replacement && next.Photo is null && draft.Repeats(KnownFields.ForNext(before)))
        {
            throw new LedgerException(
                LedgerError.InvalidField, "内容没有改动。按原内容换发的，请在「办理类型」选择“换发”。", "Nothing was altered. To issue it again as it is, choose the replacement above.", "/act");
        }
    }

    /// <summary>The version before, and its type as the catalogue has it now: what the next version is held to.</summary>
    private static (OpenedLicence Before, LicenceType Type) Find(HttpContext context, ProvinceNode node, string identifier)
    {
        OpenedLicence before = node.Licences.Open(Caller.Of(context).Authority, identifier);
        return (before, node.Types.Find(before.Licence.Identifier.Type) ?? throw new LedgerException(LedgerError.NotFound, "目录中没有这个证照类型。", "The catalogue has no such licence type."));
    }

    private static RazorComponentResult<IssuePage> Form(
        HttpContext context, ProvinceNode node, string identifier, LicenceType type, FilledForm filled, IReadOnlyList<FormFault> faults, int status = StatusCodes.Status200OK) =>
        Pages.Show<IssuePage>(
            context,
            new { Draft = LicenceDraft.Of(node, type, filled, identifier), Authority = ShownStanding.NameOf(node, Caller.Of(context).Authority), Filled = filled, Faults = faults },
            status);
}
