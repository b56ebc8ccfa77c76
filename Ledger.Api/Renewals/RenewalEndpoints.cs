using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Renewals;

/// <summary>免申即办: departments fetch drafts of renewals here, show them to the holders, and send the confirmations.</summary>
internal static class RenewalEndpoints
{
    private const string Address = "/api/v1/renewals";
    private const int UsualDays = 90;

    public static void MapRenewals(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder renewals = routes.MapGroup(Address).WithTags("renewals");
        renewals.MapGet("", List).WithSummary("List drafts of renewals 延续草案列表");
        renewals.MapGet("/{identifier}", Get).WithSummary("The draft of one licence 延续草案").Produces<RenewalResponse>();
        renewals.MapPost("/{identifier}/confirmation", ConfirmAsync).WithSummary("Confirm a draft 一键确认延续")
            .Accepts<RenewalConfirmationRequest>("application/json").Produces<RenewedLicenceResponse>(StatusCodes.Status201Created);
    }

    private static RenewalListResponse List(
        HttpContext context,
        ProvinceNode node,
        [Description("有效期截止日在几日之内. Days ahead, 1 to 366; 90 where it is left out.")] string? within,
        [Description("每页条数. 1 to 200 drafts a page; 50 where it is left out.")] string? limit,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = (within, limit, cursor); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        int days = NumberOf(asked, nameof(within)) ?? UsualDays;
        LicencePaging paging = new(NumberOf(asked, nameof(limit)), asked.Text(nameof(cursor), LicenceCursors.LongestText));
        asked.End();
        Caller caller = Caller.Of(context);
        RenewalPage page = node.Renewals.List(caller.Authority, days, paging);
        RenewalDraft[] drafts = [.. page.Drafts.Where(draft => caller.MayActOn(draft.Type.Code))];
        AuditTrail.Of(context).ConcernsLicences(drafts.Select(draft => draft.Licence.Identifier.ToString()));
        return new RenewalListResponse([.. drafts.Select(RenewalAnswers.SummaryOf)], page.Cursor);
    }

    private static RenewalResponse Get(HttpContext context, string identifier, ProvinceNode node) =>
        RenewalAnswers.Of(node.Renewals.Draft(Caller.Of(context).Authority, identifier));

    private static async Task<Created<RenewedLicenceResponse>> ConfirmAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        RenewalConfirmation confirmation = new(
            DraftOf(body.Text("draft", 2 * Digest.Length)),
            body.Text("confirmedBy", Decision.LongestOperator),
            body.TextList("checked", RenewalConfirmation.MostChecked, RenewalConfirmation.LongestCode));
        Decision decision = RequestDecision.Read(body, time, needsBasis: false, Caller.Of(context).Name);
        body.End();
        IssuedLicence renewed = await node.Renewals.ConfirmAsync(
            Caller.Of(context).Authority, identifier, confirmation, decision, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created($"/api/v1/licences/{renewed.Licence.Identifier}", RenewalAnswers.Of(renewed, node));
    }

    /// <summary>Reads the digits that name a draft.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    internal static Digest DraftOf(string hex) => hex.Length == 2 * Digest.Length && hex.All(char.IsAsciiHexDigitLower)
        ? new Digest(Convert.FromHexString(hex))
        : throw new LedgerException(
            LedgerError.InvalidField, "草案应为 64 位小写十六进制数字。", "A draft is named by 64 hexadecimal digits.", "/draft");

    private static int? NumberOf(RequestQuery asked, string name) => asked.Number(name) is long number ? (int)Math.Min(number, int.MaxValue) : null;
}
