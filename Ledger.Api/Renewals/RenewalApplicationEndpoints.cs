using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Renewals;

/// <summary>一键延续: holders see here what a renewal would be and apply for it; departments see what waits, and refuse. They grant by confirming the draft.</summary>
internal static class RenewalApplicationEndpoints
{
    private const int AccountDigits = 32;

    public static void MapRenewalApplications(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder own = routes.MapGroup("/api/v1/me/licences/{identifier}/renewal").WithTags("me");
        own.MapGet("", GetOwn).WithSummary("What a renewal of one's own licence would be 本人证照延续").Produces<OwnRenewalResponse>();
        own.MapPost("", SubmitAsync).WithSummary("Apply for a renewal 申请延续")
            .Accepts<RenewalApplicationRequest>("application/json").Produces<RenewalApplicationContract>(StatusCodes.Status201Created);
        routes.MapGet("/api/v1/renewal-applications", List).WithTags("renewals").WithSummary("Applications that wait 待办延续申请");
        routes.MapPost("/api/v1/renewals/{identifier}/refusal", RefuseAsync).WithTags("renewals").WithSummary("Refuse an application 不予延续")
            .Accepts<RenewalRefusalRequest>("application/json").Produces<RenewalApplicationContract>();
    }

    private static OwnRenewalResponse GetOwn(HttpContext context, string identifier, ProvinceNode node)
    {
        (RenewalDraft? draft, TextInBoth? why) = DraftOf(context, identifier, node);
        return new OwnRenewalResponse(
            draft is null ? null : RenewalAnswers.Of(draft),
            why is null ? null : new RenewalRefusalContract(why.Chinese, why.English),
            node.RenewalApplications.Find(Caller.Of(context).Authority, identifier) is RenewalApplication application ? Of(application) : null);
    }

    private static async Task<Created<RenewalApplicationContract>> SubmitAsync(HttpContext context, string identifier, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        Digest draft = RenewalEndpoints.DraftOf(body.Text("draft", 2 * Digest.Length));
        body.End();
        return TypedResults.Created((string?)null, Of(await ApplyAsync(context, identifier, draft, node, cancel)));
    }

    /// <summary>Applies in the name of who signed in.</summary>
    internal static Task<RenewalApplication> ApplyAsync(HttpContext context, string identifier, Digest draft, ProvinceNode node, CancellationToken cancel) =>
        node.RenewalApplications.SubmitAsync(
            Caller.Of(context).Authority, identifier, draft, $"person-{Caller.Of(context).Session!.Who.Person.ToHex()[..AccountDigits]}", cancel);

    /// <summary>The draft of a licence of the caller's, or why there is none.</summary>
    internal static (RenewalDraft? Draft, TextInBoth? Why) DraftOf(HttpContext context, string identifier, ProvinceNode node)
    {
        try
        {
            return (node.Renewals.Draft(Caller.Of(context).Authority, identifier), null);
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.WrongState)
        {
            return (null, new TextInBoth(refusal.Chinese, refusal.English));
        }
    }

    private static RenewalApplicationListResponse List(
        HttpContext context, ProvinceNode node, [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        LicencePaging paging = new(limit: null, asked.Text(nameof(cursor), LicenceCursors.LongestText));
        asked.End();
        Caller caller = Caller.Of(context);
        RenewalApplicationPage page = node.RenewalApplications.List(caller.Authority, paging);
        RenewalApplication[] applications = [.. page.Applications.Where(application => caller.MayActOn(application.Licence.Identifier.Type))];
        AuditTrail.Of(context).ConcernsLicences(applications.Select(application => application.Licence.Identifier.ToString()));
        return new RenewalApplicationListResponse([.. applications.Select(application => WaitingOf(application, node))], page.Cursor);
    }

    private static async Task<RenewalApplicationContract> RefuseAsync(HttpContext context, string identifier, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string reason, string account) = (body.Text("reason", 2 * RenewalApplication.LongestRefusal), body.Text("operator", Decision.LongestOperator));
        body.End();
        _ = IdempotencyKey.Of(context, body); // refusing what is refused changes nothing; asked for as of every writing request
        AuditTrail.Of(context).Person = account;
        return Of(await node.RenewalApplications.RefuseAsync(Caller.Of(context).Authority, identifier, reason, account, cancel));
    }

    private static RenewalApplicationContract Of(RenewalApplication application) => new(
        application.Number, application.Licence.Identifier.ToString(), CodeOf(application.State), application.SubmittedAt, application.Refusal, application.RefusedAt);

    private static WaitingRenewalContract WaitingOf(RenewalApplication application, ProvinceNode node) => new(
        application.Number,
        application.Licence.Identifier.ToString(),
        application.Licence.Identifier.Type,
        node.Licences.TypeNameOf(application.Licence),
        application.Licence.Validity.ToText(),
        application.SubmittedAt,
        application.Draft.ToHex(),
        application.ConfirmedBy);

    private static string CodeOf(RenewalApplicationState state) => state switch
    {
        RenewalApplicationState.Waiting => "waiting",
        RenewalApplicationState.Granted => "granted",
        RenewalApplicationState.Refused => "refused",
        _ => "lapsed",
    };
}
