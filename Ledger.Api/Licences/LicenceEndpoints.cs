using System.ComponentModel;
using Ledger.Api.Documents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Licences;

/// <summary>Departments issue and read licences here.</summary>
internal static class LicenceEndpoints
{
    /// <summary>Address of the licences.</summary>
    public const string Address = "/api/v1/licences";

    public static void MapLicences(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder licences = routes.MapGroup(Address).WithTags("licences");
        licences.MapPost("", IssueAsync).WithSummary("Issue a licence 签发证照")
            .Accepts<IssueLicenceRequest>("application/json").Produces<IssuedLicenceResponse>(StatusCodes.Status201Created);
        licences.MapPost("/{identifier}/versions", IssueNextAsync).WithSummary("Issue the next version 变更、延续、换发、更正")
            .Accepts<NextVersionRequest>("application/json").Produces<IssuedLicenceResponse>(StatusCodes.Status201Created);
        licences.MapGet("/{identifier}", GetAsync).WithSummary("Read one licence, as it is or as it was 查询证照").Produces<LicenceResponse>();
        licences.MapGet("/{identifier}/pdf", GetPdfAsync).WithSummary("The licence as a signed PDF 下载证照文件")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        licences.MapGet("/{identifier}/ofd", GetOfdAsync).WithSummary("The licence as a sealed OFD 下载版式证照文件")
            .Produces(StatusCodes.Status200OK, contentType: LicenceFile.OfdMediaType);
        licences.MapDecisions();
        licences.MapHistory();
        licences.MapBatch();
        routes.MapOwnLicences();
    }

    private static async Task<Created<IssuedLicenceResponse>> IssueAsync(
        HttpContext context, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        IssueLicence request = LicenceRequests.ReadIssue(body, time, caller.Name);
        caller.RequireType(request.Type);
        return Created(await node.Licences.IssueAsync(caller.Authority, request, IdempotencyKey.Of(context, body), cancel), node);
    }

    private static async Task<Created<IssuedLicenceResponse>> IssueNextAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        NextVersion next = LicenceRequests.ReadNext(body, time, caller.Name);
        return Created(
            await node.Licences.IssueNextAsync(caller.Authority, identifier, next, IdempotencyKey.Of(context, body), cancel), node);
    }

    private static async Task<LicenceResponse> GetAsync(
        HttpContext context,
        string identifier,
        ProvinceNode node,
        [Description("过去的时刻：某日（以该日在中国结束时为准）或带时差的时刻；省略为现在。"
            + "A moment of the past: a day, which stands for its end in China, or an RFC 3339 moment; now where it is left out.")]
        string? at,
        CancellationToken cancel)
    {
        _ = at; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        DateTimeOffset? moment = LicenceRequests.ReadMoment(asked, nameof(at));
        asked.End();
        if (moment is DateTimeOffset past)
        {
            return LicenceAnswers.Of(await node.LicenceHistory.AtAsync(Caller.Of(context).Authority, identifier, past, cancel), node);
        }

        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        bool english = Problem.PrefersEnglish(context.Request);
        return LicenceAnswers.Of(opened.Licence, node) with
        {
            Fields = LicenceAnswers.FieldsOf(opened, node),
            Flags = [.. opened.Licence.Flags.Select(flag => FlagContract.Of(flag, english))],
            Ripple = opened.Licence.Rippled is LicenceRippled rippled ? RippleContract.Of(rippled) : null,
        };
    }

    internal static async Task<FileContentHttpResult> GetPdfAsync(
        HttpContext context,
        string identifier,
        ProvinceNode node,
        LicenceFile file,
        [Description("标签语言：zh 中文（省略时），zh-en 中英对照。Language of the labels: zh, also where it is left out, or zh-en.")]
        string? labels,
        CancellationToken cancel)
    {
        _ = labels; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        bool bilingual = LicenceRequests.ReadLabels(asked, nameof(labels));
        asked.End();
        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(await file.WriteAsync(opened, bilingual, cancel), "application/pdf", $"{identifier}.pdf");
    }

    internal static async Task<FileContentHttpResult> GetOfdAsync(
        HttpContext context, string identifier, ProvinceNode node, LicenceFile file, CancellationToken cancel)
    {
        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(await file.WriteOfdAsync(opened, cancel), LicenceFile.OfdMediaType, $"{identifier}.ofd");
    }

    private static Created<IssuedLicenceResponse> Created(IssuedLicence issued, ProvinceNode node) =>
        TypedResults.Created($"{Address}/{issued.Licence.Identifier}", LicenceAnswers.Of(issued, node));
}
