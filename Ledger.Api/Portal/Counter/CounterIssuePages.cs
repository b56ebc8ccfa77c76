using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk issues a licence here: first its type and its holder, then a form made of the type's own fields.</summary>
internal static class CounterIssuePages
{
    public static void MapCounterIssue(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/issue", Choose).ExcludeFromDescription();
        routes.MapPost("/counter/issue", BeginAsync).ExcludeFromDescription();
        routes.MapGet("/counter/issue/{type}", Open).ExcludeFromDescription();
        routes.MapPost("/counter/issue/{type}", IssueAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<IssueStartPage> Choose(HttpContext context, ProvinceNode node) =>
        Start(context, node, new FilledForm(new Dictionary<string, string>()), []);

    /// <summary>The form with what the authority's own licences of the holder say already. The code travels in a form, never in an address.</summary>
    private static async Task<IResult> BeginAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        FilledForm filled = (await PageForm.ReadAsync(context, cancel)).Filled();
        if (Find(node, Caller.Of(context).Authority, filled["type"]) is not LicenceType type)
        {
            return Start(context, node, filled, [new FormFault("type", new TextInBoth("请选择证照类型。", "Choose a type."))]);
        }

        if (filled["holderCode"].Length > 0 && HolderCodeType.Find(filled["holderCodeType"])?.FindFault(filled["holderCode"]) is CodeFault fault)
        {
            return Start(context, node, filled, [new FormFault("holderCode", new TextInBoth(fault.Chinese, fault.English))]);
        }

        return Form(context, node, type, KnownFields.ForNew(context, node, type, filled, time), []);
    }

    private static IResult Open(HttpContext context, string type, ProvinceNode node, FormDrafts drafts) =>
        Find(node, Caller.Of(context).Authority, type) is LicenceType known ? Form(context, node, known, ClerkAct.Opened(context, drafts), []) : Pages.GoTo("/counter/issue");

    private static async Task<IResult> IssueAsync(HttpContext context, string type, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        string authority = Caller.Of(context).Authority;
        if (Find(node, authority, type) is not LicenceType known)
        {
            return Pages.GoTo("/counter/issue");
        }

        FilledForm filled = form.Filled();
        IssueForm draft = new(known, filled);
        try
        {
            IssueLicence request = draft.ToRequest(authority, ClerkAct.DecisionOf(context, filled, time), form.File(IssueForm.Photo), node.Licences);
            IssuedLicence issued = await node.Licences.IssueAsync(authority, request, form.Key(), cancel);
            AuditTrail.Of(context).ConcernsLicence(issued.Licence.Identifier.ToString());
            return Pages.GoTo($"/counter/licences/{issued.Licence.Identifier}?done=issued");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal))
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, draft.FieldOf);
            return Form(context, node, known, filled, draft.InItsWords(faults), status);
        }
    }

    private static LicenceType? Find(ProvinceNode node, string authority, string code) =>
        node.Types.Find(code) is LicenceType type && type.MayBeIssuedBy(authority) ? type : null;

    private static RazorComponentResult<IssueStartPage> Start(HttpContext context, ProvinceNode node, FilledForm filled, IReadOnlyList<FormFault> faults)
    {
        string authority = Caller.Of(context).Authority;
        return Pages.Show<IssueStartPage>(
            context,
            new
            {
                Types = node.Types.All.Where(type => Find(node, authority, type.Code) is not null).Select(type => new Choice(type.Code, new TextInBoth(type.Name, type.English))).ToArray(),
                Filled = filled,
                Faults = faults,
            },
            faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static RazorComponentResult<IssuePage> Form(
        HttpContext context, ProvinceNode node, LicenceType type, FilledForm filled, IReadOnlyList<FormFault> faults, int status = StatusCodes.Status200OK) =>
        Pages.Show<IssuePage>(
            context,
            new { Draft = LicenceDraft.Of(node, type, filled, changed: null), Authority = ShownStanding.NameOf(node, Caller.Of(context).Authority), Filled = filled, Faults = faults },
            status);
}
