using System.ComponentModel;
using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Licences;

/// <summary>Departments see here which of their licences a change elsewhere may concern, and say that they have looked.</summary>
internal static class FlagEndpoints
{
    public static void MapFlags(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/flags", List).WithTags("licences").WithSummary("Open flags on the authority's licences 待处理的关联变更标记")
            .Produces<FlagListResponse>();
        routes.MapPost(LicenceEndpoints.Address + "/{identifier}/flags/{rule}/clearing", ClearAsync).WithTags("licences")
            .WithSummary("Take a flag off 撤销标记").Accepts<DecisionRequest>("application/json").Produces<ChangedLicenceResponse>();
    }

    private static FlagListResponse List(
        HttpContext context,
        ProvinceNode node,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        const int Page = LicenceRegister.MostFlagsListed;
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number(nameof(cursor));
        asked.End();
        bool english = Problem.PrefersEnglish(context.Request);
        Caller caller = Caller.Of(context);
        IReadOnlyList<(Licence Licence, LicenceFlag Flag)> open = node.Licences.OpenFlags(caller.Authority, after, Page);
        AuditTrail.Of(context).ConcernsLicences(
            open.Where(one => caller.MayActOn(one.Licence.Identifier.Type)).Select(one => one.Licence.Identifier.ToString()));
        return new FlagListResponse(
            [.. open.Where(one => caller.MayActOn(one.Licence.Identifier.Type)).Select(one => new FlaggedLicenceContract(
                one.Licence.Identifier.ToString(), node.Licences.TypeNameOf(one.Licence), FlagContract.Of(one.Flag, english)))],
            open.Count < Page ? null : open[^1].Flag.Index.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<ChangedLicenceResponse> ClearAsync(
        HttpContext context, string identifier, string rule, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        FlagRule flag = FlagRuleText.TryParse(rule, out FlagRule known)
            ? known
            : throw new LedgerException(LedgerError.NotFound, "证照没有此项标记。", "The licence has no such flag.");
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        Decision ground = LicenceRequests.ReadDecision(body, time);
        body.End();
        LicenceDecision decision = new(Caller.Of(context).Authority, identifier, ground, IdempotencyKey.Of(context, body));
        LogReceipt receipt = await node.Licences.ClearFlagAsync(decision, flag, cancel);
        return LicenceAnswers.Of(identifier, receipt, node);
    }
}
