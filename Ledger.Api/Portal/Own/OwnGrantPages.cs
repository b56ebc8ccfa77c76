using System.Globalization;
using Ledger.Api.Consents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>Holders see here whom they allowed what, take it back, and read who used it.</summary>
internal static class OwnGrantPages
{
    public static void MapOwnGrants(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/grants", List).ExcludeFromDescription();
        routes.MapPost("/me/grants/{consent}/withdrawal", WithdrawAsync).ExcludeFromDescription();
        routes.MapGet("/me/uses", ListUses).ExcludeFromDescription();
    }

    private static RazorComponentResult<GrantsPage> List(HttpContext context, ProvinceNode node)
    {
        long? after = CursorOf(context, "done");
        IReadOnlyList<OpenedConsent> consents = node.Consents.Of(WhoOf(context), after);
        return Pages.Show<GrantsPage>(context, new
        {
            Grants = consents.Select(consent => ShownGrant.Of(consent, node)).ToArray(),
            Next = consents.Count < ConsentRegister.MostListed ? null : consents[^1].Consent.Index.ToString(CultureInfo.InvariantCulture),
            IsFirst = after is null,
            IsDone = context.Request.Query.ContainsKey("done"),
        });
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string consent, ProvinceNode node, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        await node.Consents.WithdrawAsync(WhoOf(context), consent, form.Key(), cancel);
        return Pages.GoTo("/me/grants?done=withdrawn");
    }

    private static RazorComponentResult<UsesPage> ListUses(HttpContext context, ProvinceNode node)
    {
        long? before = CursorOf(context);
        IReadOnlyList<OpenedUse> uses = node.Uses.Of(WhoOf(context), before);
        return Pages.Show<UsesPage>(context, new
        {
            Uses = uses.Select(use => UseAnswers.Of(use, node)).OfType<OwnUseResponse>().ToArray(),
            Next = uses.Count < UseRegister.MostListed ? null : uses[^1].Index.ToString(CultureInfo.InvariantCulture),
            IsFirst = before is null,
        });
    }

    private static SignedInPerson WhoOf(HttpContext context) => Caller.Of(context).Session!.Who;

    private static long? CursorOf(HttpContext context, string? besides = null)
    {
        RequestQuery asked = new(context.Request.Query);
        long? cursor = asked.Number("cursor");
        _ = besides is null ? null : asked.Text(besides, 16);
        asked.End();
        return cursor;
    }
}
