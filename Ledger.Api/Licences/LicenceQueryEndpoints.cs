using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Licences;

/// <summary>Departments find their licences here, a page at a time, and follow what happens to them.</summary>
internal static class LicenceQueryEndpoints
{
    private const int CursorLength = LicenceCursors.LongestText;

    public static void MapLicenceQueries(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder licences = routes.MapGroup(LicenceEndpoints.Address).WithTags("licences");
        licences.MapGet("", List).WithSummary("List licences by type, state and last day 按类型、状态、有效期查询");
        licences.MapPost("/by-holder", OfHolderAsync).WithSummary("List a holder's licences 按持证主体查询")
            .Accepts<LicencesByHolderRequest>("application/json").Produces<LicenceListResponse>();
        licences.MapPost("/by-number", WithNumberAsync).WithSummary("Find licences by their printed number 按证照编号查询")
            .Accepts<LicencesByNumberRequest>("application/json").Produces<LicenceListResponse>();
        routes.MapGet("/api/v1/changes", ChangesAsync).WithTags("licences").WithSummary("What happened to licences since 证照变更数据回流");
    }

    private static LicenceListResponse List(
        HttpContext context,
        ProvinceNode node,
        [Description("证照类型代码. 21-character type code.")] string? type,
        [Description("valid, not-yet-valid, expired, suspended, superseded, cancelled, withdrawn, revoked or transferred, as of today.")]
        string? state,
        [Description("有效期截止日不早于. The earliest last day, yyyy-MM-dd; leaves out 长期.")] string? expiresFrom,
        [Description("有效期截止日不晚于. The latest last day, yyyy-MM-dd; leaves out 长期.")] string? expiresTo,
        [Description("每页条数. 1 to 200 licences a page; 50 where it is left out.")] string? limit,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = (type, state, expiresFrom, expiresTo, limit, cursor); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        LicenceQuery query = new(asked.Text(nameof(type), 21), StateOf(asked), asked.Date(nameof(expiresFrom)), asked.Date(nameof(expiresTo)));
        LicencePaging paging = new(LimitOf(asked), asked.Text(nameof(cursor), CursorLength));
        asked.End();
        return ResponseOf(context, node.LicenceQueries.List(Caller.Of(context).Authority, query, paging), node);
    }

    private static async Task<LicenceListResponse> OfHolderAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string codeType, string code, LicencePaging paging) = (body.Text("codeType", 3), body.Text("code", 64), PagingOf(body));
        body.End();
        AuditTrail.Of(context).ConcernsHolder(code);
        return ResponseOf(context, node.LicenceQueries.OfHolder(Caller.Of(context).Authority, codeType, code, paging), node);
    }

    private static async Task<LicenceListResponse> WithNumberAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string number, LicencePaging paging) = (body.Text("number", 128), PagingOf(body));
        body.End();
        AuditTrail.Of(context).ConcernsNumber(Caller.Of(context).Authority, number);
        return ResponseOf(context, node.LicenceQueries.WithNumber(Caller.Of(context).Authority, number, paging), node);
    }

    private static async Task<LicenceChangesResponse> ChangesAsync(
        HttpContext context,
        ProvinceNode node,
        IHostApplicationLifetime lifetime,
        [Description("已收到的最后序号. The last index received; left out to start at the beginning.")] string? after,
        [Description("每次条数. 1 to 200 changes; 50 where it is left out.")] string? limit,
        [Description("无新变更时的等待秒数. Seconds to wait for a change where there is none, 0 to 30; 0 where it is left out.")] string? wait,
        CancellationToken cancel)
    {
        _ = (after, limit, wait); // as above
        RequestQuery asked = new(context.Request.Query);
        (long? last, int? most, long? seconds) = (asked.Number(nameof(after)), LimitOf(asked), asked.Number(nameof(wait)));
        asked.End();

        // Who waits does not hold up a server that is to stop.
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        Caller caller = Caller.Of(context);
        LicenceChangePage page = await node.LicenceChanges.AfterAsync(
            caller.Authority, last, most, TimeSpan.FromSeconds(Math.Min(seconds ?? 0, int.MaxValue)), ended.Token);
        LicenceChange[] changes = [.. page.Changes.Where(change => caller.MayActOn(TypeOf(change)))];
        AuditTrail.Of(context).ConcernsLicences(changes.Select(change => change.Identifier));
        return new LicenceChangesResponse([.. changes.Select(ChangeOf)], page.Next, page.IsMore, page.LogSize);
    }

    private static LicenceState? StateOf(RequestQuery asked) => asked.Text("state", 32) is not string code ? null
        : LicenceStateText.TryParse(code, out LicenceState state) ? state
        : throw new LedgerException(
            LedgerError.InvalidField,
            "状态应为 valid、not-yet-valid、expired、suspended、superseded、cancelled、withdrawn、revoked 或 transferred。",
            "A state is valid, not-yet-valid, expired, suspended, superseded, cancelled, withdrawn, revoked or transferred.",
            "/state");

    private static int? LimitOf(RequestQuery asked) => asked.Number("limit") is long limit ? (int)Math.Min(limit, int.MaxValue) : null;

    private static LicencePaging PagingOf(RequestBody body) =>
        new(body.OptionalInteger("limit"), body.OptionalText("cursor", CursorLength));

    // A page of a system that may act on some types only can hold fewer licences than asked for, or none, and have a next one all the same.
    private static LicenceListResponse ResponseOf(HttpContext context, LicencePage page, ProvinceNode node)
    {
        Caller caller = Caller.Of(context);
        Licence[] licences = [.. page.Licences.Where(licence => caller.MayActOn(licence.Identifier.Type))];
        AuditTrail.Of(context).ConcernsLicences(licences.Select(licence => licence.Identifier.ToString()));
        return new LicenceListResponse([.. licences.Select(licence => LicenceAnswers.Of(licence, node))], page.Cursor);
    }

    private static string TypeOf(LicenceChange change) => LicenceIdentifier.Parse(change.Identifier).Type;

    private static LicenceChangeContract ChangeOf(LicenceChange change) =>
        new(change.Index, change.Event, change.Identifier, change.State.Code(), change.IsDisputed, change.Time);
}
