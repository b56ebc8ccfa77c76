using System.Text;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Licences;

/// <summary>Departments issue, read and revoke licences here.</summary>
internal static class LicenceEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int MaximumIdempotencyKeyLength = 128;

    public static void MapLicences(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder licences = routes.MapGroup("/api/v1/licences").WithTags("licences");
        licences.MapPost("", IssueAsync).WithSummary("Issue a licence 签发证照")
            .Accepts<IssueLicenceRequest>("application/json").Produces<IssuedLicenceResponse>(StatusCodes.Status201Created);
        licences.MapGet("/{identifier}", Get).WithSummary("Read one licence 查询证照").Produces<LicenceResponse>();
        licences.MapGet("/{identifier}/pdf", GetPdfAsync).WithSummary("The licence as a signed PDF 下载证照文件")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        licences.MapPost("/{identifier}/revocation", RevokeAsync).WithSummary("Revoke a licence 吊销证照")
            .Accepts<RevokeLicenceRequest>("application/json").Produces<ChangedLicenceResponse>();
        licences.MapPost("/by-holder", ListAsync).WithSummary("List a holder's licences 按持证主体查询")
            .Accepts<LicencesByHolderRequest>("application/json").Produces<LicenceListResponse>();
    }

    private static async Task<IResult> IssueAsync(
        HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        IssueLicence request = ReadIssue(body);
        IssuedLicence issued = await node.Licences.IssueAsync(caller.Authority, request, KeyOf(context, caller, body), cancel);
        string identifier = issued.Licence.Identifier.ToString();
        return TypedResults.Created(
            $"/api/v1/licences/{identifier}",
            new IssuedLicenceResponse(
                identifier, issued.Receipt.Index, issued.Receipt.LeafHash.ToBase64(), issued.Receipt.Size,
                AnchorText(node, issued.Receipt.Index), issued.CheckCode));
    }

    private static LicenceResponse Get(HttpContext context, string identifier, ProvinceNode node)
    {
        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        return ResponseOf(opened.Licence, node) with { Fields = FieldsOf(opened, node) };
    }

    private static async Task<FileContentHttpResult> GetPdfAsync(
        HttpContext context, string identifier, ProvinceNode node, LicenceFile file, CancellationToken cancel)
    {
        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(await file.WriteAsync(opened, cancel), "application/pdf", $"{identifier}.pdf");
    }

    private static async Task<ChangedLicenceResponse> RevokeAsync(
        HttpContext context, string identifier, ProvinceNode node, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        RevocationReason reason = ReadReason(body.Text("reason", 32));
        (string legalBasis, DateOnly? decidedOn) = (body.Text("legalBasis", 512), body.OptionalDate("decidedOn"));
        body.End();
        LogReceipt receipt = await node.Licences.RevokeAsync(
            caller.Authority, identifier, reason, legalBasis, decidedOn, KeyOf(context, caller, body), cancel);
        return new ChangedLicenceResponse(
            identifier, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size, AnchorText(node, receipt.Index));
    }

    private static async Task<LicenceListResponse> ListAsync(
        HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string codeType = body.Text("codeType", 3);
        string code = body.Text("code", 64);
        body.End();
        IReadOnlyList<Licence> licences = node.Licences.OfHolder(Caller.Of(context).Authority, codeType, code);
        return new LicenceListResponse([.. licences.Select(licence => ResponseOf(licence, node))]);
    }

    private static IssueLicence ReadIssue(RequestBody body)
    {
        RequestBody holder = body.Object("holder");
        IssueLicence request = new(
            body.Text("type", 21),
            body.Text("issuer", 18),
            body.Text("serial", 64),
            body.Text("number", 128),
            new HolderIdentity(holder.Text("name", 200), holder.Text("codeType", 3), holder.Text("code", 64)),
            ReadValidity(body),
            body.Object("fields").Texts(LicenceDocument.MaximumValueLength));
        holder.End();
        body.End();
        return request;
    }

    private static RevocationReason ReadReason(string code) => RevocationReasonText.TryParse(code, out RevocationReason reason)
        ? reason
        : throw new LedgerException(
            LedgerError.InvalidField,
            "终止原因应为 cancelled、withdrawn、penalty、superseded 或 transferred。",
            "A reason is cancelled, withdrawn, penalty, superseded or transferred.",
            "/reason");

    private static Validity ReadValidity(RequestBody body)
    {
        (DateOnly from, DateOnly? to) = (body.Date("validFrom"), body.OptionalDate("validTo"));
        return to < from
            ? throw new LedgerException(
                LedgerError.InvalidField, "有效期截止日期早于起始日期。", "The last day of validity lies before the first.", "/validTo")
            : new Validity(from, to);
    }

    private static RequestKey KeyOf(HttpContext context, Caller caller, RequestBody body)
    {
        if (context.Request.Headers[IdempotencyKey] is not [string key]
            || key.Length is 0 or > MaximumIdempotencyKeyLength
            || key.Any(c => c is < '!' or > '~'))
        {
            throw new LedgerException(
                LedgerError.IdempotencyKeyMissing,
                "写入请求须带 Idempotency-Key 请求头（1 至 128 个可见 ASCII 字符）。",
                "A writing request carries an Idempotency-Key header of 1 to 128 visible ASCII characters.");
        }

        // The act is part of the request: the same key and body sent to another address is another request.
        byte[] act = Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n");
        return RequestKey.For(caller.Name, key, [.. act, .. body.Bytes.Span]);
    }

    private static LicenceResponse ResponseOf(Licence licence, ProvinceNode node) => new(
        licence.Identifier.ToString(),
        licence.Identifier.Type,
        node.Licences.TypeNameOf(licence),
        licence.Identifier.Issuer,
        licence.Identifier.Version,
        node.Licences.StatusOf(licence),
        LicenceDate.Format(licence.Validity.From),
        licence.Validity.To is DateOnly last ? LicenceDate.Format(last) : null,
        licence.IssuedIndex,
        AnchorText(node, licence.IssuedIndex),
        null);

    private static List<FieldContract> FieldsOf(OpenedLicence opened, ProvinceNode node) =>
        [.. PrintedField.Of(opened.Document, node.Types).Select(field => new FieldContract(field.Name, field.Label, field.Value))];

    private static string AnchorText(ProvinceNode node, long index) => node.IsAnchored(index) ? "anchored" : "pending";
}
