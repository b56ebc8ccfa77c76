using System.Globalization;
using Ledger.Api.Holdings;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>A holder looks here whether all that the ledger has of them can be erased, has it erased, and gets the certificate.</summary>
internal static class OwnErasurePages
{
    public static void MapOwnErasure(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/erasure", (HttpContext context, ProvinceNode node) => Form(context, node, [], StatusCodes.Status200OK)).ExcludeFromDescription();
        routes.MapPost("/me/erasure", EraseAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> EraseAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        if (form.Text("erase") != "yes")
        {
            return Form(context, node, [new FormFault("erase", new TextInBoth("请勾选确认。", "Tick that it is meant."))], StatusCodes.Status422UnprocessableEntity);
        }

        IReadOnlyList<Holder> holders = node.OwnLicences.HoldersOf(OwnConsentPages.WhoOf(context));
        if (!int.TryParse(form.Text("holder"), NumberStyles.None, CultureInfo.InvariantCulture, out int place) || place >= holders.Count)
        {
            return Form(context, node, [new FormFault("holder", new TextInBoth("请选择持证主体。", "Choose the holder."))], StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            HolderCode of = new(holders[place].CodeType.Code, holders[place].Code);
            AuditTrail.Of(context).ConcernsHolder(of.Code);
            HolderErasureResponse erased = await ErasureEndpoints.EraseCertifiedAsync(context, node, time, of, form.Key(), cancel);
            return Pages.Show<ErasedPage>(context, new { Certificate = $"data:application/json;base64,{erased.Certificate}", erased.Index });
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.WrongState)
        {
            Problem problem = ProblemResults.Of(refusal);
            AuditTrail.Of(context).Refusal = problem.Code;
            return Form(context, node, FormFault.Of(problem, pointer => pointer), problem.Status);
        }
    }

    private static RazorComponentResult<ErasurePage> Form(HttpContext context, ProvinceNode node, IReadOnlyList<FormFault> faults, int status) =>
        Pages.Show<ErasurePage>(
            context,
            new
            {
                Holders = node.OwnLicences.HoldersOf(OwnConsentPages.WhoOf(context)).Select((holder, place) => new ShownErasable(
                    place,
                    holder.Name,
                    [.. node.HolderErasure.Obstacles(OwnConsentPages.WhoOf(context), new HolderCode(holder.CodeType.Code, holder.Code))
                        .Select(one => new ErasureObstacleContract(one.Code, one.Identifier, one.Chinese, one.English))])).ToArray(),
                Faults = faults,
            },
            status);
}
