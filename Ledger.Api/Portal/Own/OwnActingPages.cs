using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Api.SignIn;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>代办: a person chooses here for whom they act, a company or a minor, and ends it.</summary>
internal static class OwnActingPages
{
    /// <summary>What the form says for a minor; all else is the place of a holder in the list.</summary>
    internal const string Minor = "minor";

    public static void MapOwnActing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/acting", (HttpContext context, ProvinceNode node) => Form(context, node, new FilledForm(new Dictionary<string, string>()), [])).ExcludeFromDescription();
        routes.MapPost("/me/acting", ChooseAsync).ExcludeFromDescription();
        routes.MapPost("/me/acting/end", EndAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ChooseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        bool isMinor = form.Text("who") == Minor;
        HolderCode? of = isMinor ? new HolderCode(HolderCodeType.Citizen, form.Text("number").ToUpperInvariant()) : HolderAt(context, node, form.Text("who"));
        if (of is null)
        {
            return Form(context, node, form.Filled(), [new FormFault("who", new TextInBoth("请选择办理主体。", "Choose for whom you act."))]);
        }

        if (isMinor && of.Code.Length == 0)
        {
            return Form(context, node, form.Filled(), [new FormFault("number", new TextInBoth("请填写子女的身份号码。", "Fill in the child's citizen number."))]);
        }

        try
        {
            ActingEndpoints.Choose(context, node, of);
            return Pages.GoTo("/me");
        }
        catch (LedgerException refusal) when (isMinor && refusal.Error is LedgerError.NotAllowed or LedgerError.InvalidField)
        {
            Problem problem = ProblemResults.Of(refusal);
            AuditTrail.Of(context).Refusal = problem.Code;
            return Form(context, node, form.Filled(), [new FormFault("number", new TextInBoth(problem.Chinese, problem.English))]);
        }
    }

    private static async Task<IResult> EndAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        _ = await PageForm.ReadAsync(context, cancel);
        node.Sessions.ActFor(Caller.Of(context).Session!, holder: null);
        return Pages.GoTo("/start");
    }

    private static RazorComponentResult<ActingPage> Form(HttpContext context, ProvinceNode node, FilledForm filled, IReadOnlyList<FormFault> faults) =>
        Pages.Show<ActingPage>(
            context,
            new { Holders = HoldersOf(context, node).Select(holder => holder.Name).ToArray(), Filled = filled, Faults = faults },
            faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static IReadOnlyList<Holder> HoldersOf(HttpContext context, ProvinceNode node) => node.OwnLicences.HoldersOf(OwnConsentPages.WhoOf(context).Themselves);

    private static HolderCode? HolderAt(HttpContext context, ProvinceNode node, string place)
    {
        IReadOnlyList<Holder> holders = HoldersOf(context, node);
        return int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < holders.Count
            ? new HolderCode(holders[index].CodeType.Code, holders[index].Code)
            : null;
    }
}
