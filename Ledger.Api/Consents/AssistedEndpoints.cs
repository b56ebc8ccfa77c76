using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>协助授权: a clerk's system writes a consent down, its holder confirms it by a one-time code.</summary>
internal static class AssistedEndpoints
{
    private const int LongestWindow = 64;
    private const string Json = "application/json";

    public static void MapAssistedConsents(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/consent-requests", OpenAsync).WithTags("consents").WithSummary("Have a holder confirm a consent 发起协助授权")
            .Accepts<OpenConsentRequest>(Json).Produces<OpenedConsentResponse>(StatusCodes.Status201Created);
        RouteGroupBuilder own = routes.MapGroup(ConsentAnswers.Waiting).WithTags("me");
        own.MapGet("", List).WithSummary("Consents that wait to be confirmed 待确认的授权").Produces<WaitingConsentListResponse>();
        own.MapPost("/{consent}/confirmation", ConfirmAsync).WithSummary("Confirm a consent by its one-time code 确认授权")
            .Accepts<ConfirmConsentRequest>(Json).Produces<ConsentResponse>(StatusCodes.Status201Created);
    }

    private static async Task<Created<OpenedConsentResponse>> OpenAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        HolderCode holder = HolderCodeContract.Read(body.Object("holder"));
        Caller caller = Caller.Of(context);
        Assistance assistance = new()
        {
            System = caller.Name,
            Authority = caller.Authority,
            Operator = body.Text("operator", Decision.LongestOperator),
            Window = body.Text("window", 2 * LongestWindow),
            Province = body.Text("province", 6),
        };
        ConsentTerms terms = ConsentReading.Terms(body);
        body.End();
        Require(assistance);
        AuditTrail trail = AuditTrail.Of(context);
        trail.Person = assistance.Operator;
        trail.ConcernsHolder(holder.Code);
        (AssistedConsent request, string code) = await node.AssistedConsents.OpenAsync(holder, terms, assistance, cancel);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new OpenedConsentResponse(
            ConsentName.Of(request.Handle), code, request.ExpiresAt, ConsentAnswers.KeyOf(ConsentTable.Subject(request.Handle), node)));
    }

    private static WaitingConsentListResponse List(HttpContext context, ProvinceNode node) => new(
        [.. node.AssistedConsents.Of(Caller.Of(context).Session!.Who).Select(waiting => ConsentAnswers.Of(waiting, node))]);

    private static async Task<Created<ConsentResponse>> ConfirmAsync(HttpContext context, string consent, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string code = body.Text("code", OneTimeCode.Length);
        body.End();
        OpenedConsent confirmed = await node.AssistedConsents.ConfirmAsync(
            Caller.Of(context).Session!.Who, consent, code, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created(ConsentAnswers.Own, ConsentAnswers.Of(await node.ConsentPlacer.TellAsync(confirmed.Consent.Handle, cancel) ?? confirmed, node));
    }

    private static void Require(Assistance assistance)
    {
        FieldRefusal? refusal = !assistance.Operator.All(character => character is >= '!' and <= '~')
            ? new("/operator", LedgerError.InvalidField, "经办人应为可见 ASCII 字符的账号。", "The operator is an account of visible ASCII characters.")
            : !CatalogueText.Fits(assistance.Window, LongestWindow)
                ? new("/window", LedgerError.InvalidField, $"窗口应为 1 至 {LongestWindow} 个可见字符。", $"A window has 1 to {LongestWindow} visible characters.")
            : !ProvinceCode.IsKnown(assistance.Province)
                ? new("/province", LedgerError.InvalidField, "应为省级区划代码。", "It is the division code of a province.")
            : null;
        if (refusal is not null)
        {
            throw new LedgerException([refusal]);
        }
    }
}
