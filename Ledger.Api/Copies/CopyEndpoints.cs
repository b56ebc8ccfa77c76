using System.ComponentModel;
using System.Globalization;
using Ledger.Api.Documents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Copies;

/// <summary>Copies of licences for one use (加注件) are made, listed, downloaded and withdrawn here.</summary>
internal static class CopyEndpoints
{
    private const string Route = "/{identifier}/copies";
    private const string Departments = "/api/v1/licences";
    private const string Holders = "/api/v1/me/licences";

    // Who of the department made it stands in the copy; where its holder did, nobody of the department.
    internal const string HolderAsOperator = "holder";
    private const string Json = "application/json";
    private const int MostFields = 200;
    private const int LongestFieldName = 64;

    public static void MapCopies(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder copies = routes.MapGroup(Departments + Route).WithTags("copies");
        copies.MapPost("", MakeAsync).WithSummary("Make a copy for one use 制作加注件")
            .Accepts<MakeCopyRequest>(Json).Produces<CopyResponse>(StatusCodes.Status201Created);
        copies.MapPost("/{serial}/withdrawal", WithdrawAsync).WithSummary("Withdraw a copy 撤回加注件")
            .Accepts<WithdrawCopyRequest>(Json).Produces<WithdrawnCopyResponse>();
        MapReading(copies);
        RouteGroupBuilder own = routes.MapGroup(Holders + Route).WithTags("me");
        own.MapPost("", MakeAsync).WithSummary("Make a copy of one's own licence 本人制作加注件")
            .Accepts<MakeOwnCopyRequest>(Json).Produces<CopyResponse>(StatusCodes.Status201Created);
        own.MapPost("/{serial}/withdrawal", WithdrawAsync).WithSummary("Withdraw a copy of one's own licence 本人撤回加注件")
            .Accepts<WithdrawOwnCopyRequest>(Json).Produces<WithdrawnCopyResponse>();
        MapReading(own);
    }

    private static void MapReading(RouteGroupBuilder copies)
    {
        copies.MapGet("", List).WithSummary("Copies of a licence 加注件列表").Produces<CopyListResponse>();
        copies.MapGet("/{serial}/pdf", GetPdfAsync).WithSummary("A copy as a signed PDF 下载加注件")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        copies.MapGet("/{serial}/ofd", GetOfdAsync).WithSummary("A copy as a sealed OFD 下载版式加注件")
            .Produces(StatusCodes.Status200OK, contentType: LicenceFile.OfdMediaType);
    }

    private static async Task<Created<CopyResponse>> MakeAsync(
        HttpContext context, string identifier, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        RequestBody recipient = body.Object("recipient");
        CopyRequest request = new(
            body.Text("purpose", 2 * CopyRequest.LongestPurpose),
            recipient.Text("name", CopyRecipient.MaximumNameLength),
            recipient.OptionalText("code", 18),
            body.Moment("expiresAt"),
            body.Has("fields") ? body.TextList("fields", MostFields, LongestFieldName) : null,
            OperatorOf(context, body));
        recipient.End();
        body.End();
        AuditTrail trail = AuditTrail.Of(context);
        trail.Person = request.Operator;
        trail.IsFor(itemCode: "", caseNumber: "", request.RecipientName, request.Purpose);
        OpenedCopy copy = await node.Copies.MakeAsync(
            Caller.Of(context).Authority, identifier, request, IdempotencyKey.Of(context, body), cancel);
        CopyResponse answer = CopyResponse.Of(copy, BaseOf(context));
        return TypedResults.Created(answer.File, answer);
    }

    private static CopyListResponse List(
        HttpContext context,
        string identifier,
        ProvinceNode node,
        [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? after = asked.Number(nameof(cursor));
        asked.End();
        IReadOnlyList<OpenedCopy> copies = node.Copies.Of(Caller.Of(context).Authority, identifier, after);
        return new CopyListResponse(
            [.. copies.Select(copy => CopyResponse.Of(copy, BaseOf(context)))],
            copies.Count < CopyRegister.MostListed ? null : copies[^1].Copy.Index.ToString(CultureInfo.InvariantCulture));
    }

    internal static async Task<FileContentHttpResult> GetPdfAsync(
        HttpContext context, string identifier, string serial, ProvinceNode node, LicenceFile file, CancellationToken cancel)
    {
        OpenedCopy copy = node.Copies.OpenStanding(Caller.Of(context).Authority, identifier, serial);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(await file.WriteAsync(copy, cancel), "application/pdf", $"{serial}.pdf");
    }

    internal static async Task<FileContentHttpResult> GetOfdAsync(
        HttpContext context, string identifier, string serial, ProvinceNode node, LicenceFile file, CancellationToken cancel)
    {
        OpenedCopy copy = node.Copies.OpenStanding(Caller.Of(context).Authority, identifier, serial);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(await file.WriteOfdAsync(copy, cancel), LicenceFile.OfdMediaType, $"{serial}.ofd");
    }

    private static async Task<WithdrawnCopyResponse> WithdrawAsync(
        HttpContext context, string identifier, string serial, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        CopyEnd end = new(OperatorOf(context, body), body.OptionalText("note", 2 * Decision.LongestNote));
        body.End();
        LogReceipt receipt = await node.Copies.WithdrawAsync(
            Caller.Of(context).Authority, identifier, serial, end, IdempotencyKey.Of(context, body), cancel);
        return new WithdrawnCopyResponse(serial, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size);
    }

    private static string OperatorOf(HttpContext context, RequestBody body) =>
        Caller.Of(context).Session is null ? body.Text("operator", Decision.LongestOperator) : HolderAsOperator;

    private static string BaseOf(HttpContext context) => Caller.Of(context).Session is null ? Departments : Holders;
}
