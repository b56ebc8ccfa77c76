using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Holders, and guardians of minors, grant, see and withdraw consents here.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsents(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder own = routes.MapGroup(ConsentAnswers.Own).WithTags("me");
        own.MapPost("", GrantAsync).WithSummary("Grant a consent 授权")
            .Accepts<GrantConsentRequest>("application/json").Produces<ConsentResponse>(StatusCodes.Status201Created);
        own.MapGet("", List).WithSummary("One's consents 本人的授权").Produces<ConsentListResponse>();
        own.MapPost("/{consent}/withdrawal", WithdrawAsync).WithSummary("Withdraw a consent 撤回授权").Produces<WithdrawnConsentResponse>();
    }

    private static async Task<Created<ConsentResponse>> GrantAsync(HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        ConsentTerms terms = ConsentReading.Terms(body);
        HolderCode? of = body.OptionalObject("holder") is RequestBody holder ? HolderCodeContract.Read(holder) : null;
        body.End();
        if (of is not null)
        {
            AuditTrail.Of(context).ConcernsHolder(of.Code);
        }

        if (terms.Sources.Count > 0)
        {
            node.RequireReceiptKeys(time.GetUtcNow()); // what other provinces are told is signed
        }

        OpenedConsent consent = await node.Consents.GrantAsync(
            Caller.Of(context).Session!.Who, of, terms, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created(ConsentAnswers.Own, ConsentAnswers.Of(await node.ConsentPlacer.TellAsync(consent.Consent.Handle, cancel) ?? consent, node));
    }

    private static ConsentListResponse List(
        HttpContext context, ProvinceNode node, [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number(nameof(cursor));
        asked.End();
        return ConsentAnswers.Of(node.Consents.Of(Caller.Of(context).Session!.Who, after), node);
    }

    private static async Task<WithdrawnConsentResponse> WithdrawAsync(HttpContext context, string consent, ProvinceNode node, CancellationToken cancel)
    {
        // One call without a form to fill in: there is nothing to say that could be wrong.
        LogReceipt receipt = await node.Consents.WithdrawAsync(Caller.Of(context).Session!.Who, consent, IdempotencyKey.Of(context, []), cancel);
        OpenedConsent? told = await node.ConsentPlacer.TellAsync(ConsentName.TryRead(consent)!, cancel);
        return new WithdrawnConsentResponse(consent, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size, told is null ? [] : ConsentAnswers.SourcesOf(told));
    }
}
