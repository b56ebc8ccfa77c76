using System.Text;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Api.Uploads;
using Ledger.Node;
using Ledger.Node.Importing;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Importing;

/// <summary>Departments send files of licences here, watch them being issued, and correct what was refused.</summary>
internal static class ImportEndpoints
{
    private const string Address = "/api/v1/imports";
    private const string Multipart = "multipart/form-data";
    private const int PageRows = 500;

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder imports = routes.MapGroup(Address).WithTags("imports");
        imports.MapPost("", ReceiveAsync).WithSummary("Import a file of licences 批量导入")
            .Accepts<ImportForm>(Multipart).Produces<ImportResponse>(StatusCodes.Status202Accepted);
        imports.MapGet("", List).WithSummary("List imports 查询导入任务").Produces<ImportListResponse>();
        imports.MapGet("/{id}", Get).WithSummary("How far an import has come 导入进度").Produces<ImportResponse>();
        imports.MapGet("/{id}/errors", GetErrors).WithSummary("Why rows were refused, CSV 下载错误清单")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        imports.MapGet("/{id}/refused-rows", GetRefusedRows).WithSummary("The refused rows, to be corrected 下载被拒行")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        imports.MapPost("/{id}/retry", RetryAsync).WithSummary("Try refused rows again 重试被拒行")
            .Accepts<RetryForm>(isOptional: true, Multipart).Produces<ImportResponse>(StatusCodes.Status202Accepted);
        imports.MapPost("/{id}/approval", ApproveAsync).WithSummary("Approve a large import 审批批量导入")
            .Accepts<ApproveImportRequest>("application/json").Produces<ImportResponse>();
        imports.MapPost("/{id}/pause", PauseAsync).WithSummary("Pause an import 暂停").Produces<ImportResponse>();
        imports.MapPost("/{id}/resume", ResumeAsync).WithSummary("Let a paused import go on 继续").Produces<ImportResponse>();
        imports.MapPost("/{id}/cancel", CancelAsync).WithSummary("End an import, remove what it keeps 取消").Produces<ImportResponse>();
    }

    /// <param name="context">The request.</param>
    /// <param name="node">The node.</param>
    /// <param name="format"><c>csv</c>, <c>jsonl</c> or <c>licence-code</c>.</param>
    /// <param name="encoding"><c>utf-8</c>, or for CSV <c>gb18030</c>.</param>
    /// <param name="authority">The authority that the sender takes itself to act for; another than the caller's is refused.</param>
    /// <param name="dryRun">Whether to say only what would be done.</param>
    /// <param name="cancel">The caller went away.</param>
    private static async Task<Accepted<ImportResponse>> ReceiveAsync(
        HttpContext context, ProvinceNode node, string format, string? encoding, string? authority, bool? dryRun, CancellationToken cancel)
    {
        Caller caller = Caller.Of(context);
        string key = IdempotencyKey.TextOf(context);
        if (authority is not null && authority != caller.Authority)
        {
            throw new LedgerException(
                LedgerError.NotAllowed, "只能以本机构名义导入。", "An authority imports in its own name only.", "/authority");
        }

        ImportFormat known = ImportFormatText.Find(format) ?? throw new LedgerException(
            LedgerError.InvalidField, "格式应为 csv、jsonl 或 licence-code。", "A format is csv, jsonl or licence-code.", "/format");
        UploadedForm upload = await UploadedForm.ReadAsync(context.Request, ["operator", "map"], ImportMap.MaximumBytes, cancel);
        ImportRequest request = new(
            caller.Authority, caller.Name, key, known, encoding ?? FileEncoding.Utf8, upload.Part("map"), OperatorOf(upload), dryRun ?? false);
        ImportJob job = await node.Imports.ReceiveAsync(request, upload.File, cancel);
        return TypedResults.Accepted($"{Address}/{job.Id}", ResponseOf(job));
    }

    private static ImportListResponse List(HttpContext context, ProvinceNode node) =>
        new([.. node.Imports.List(Caller.Of(context).Authority).Select(ResponseOf)]);

    private static ImportResponse Get(HttpContext context, string id, ProvinceNode node) =>
        ResponseOf(node.Imports.Get(Caller.Of(context).Authority, id));

    internal static PushStreamHttpResult GetErrors(HttpContext context, string id, ProvinceNode node) =>
        RowsOf(context, id, node, "text/csv; charset=utf-8", "errors.csv", RefusedRowsText.ErrorHeader, RefusedRowsText.Errors);

    internal static PushStreamHttpResult GetRefusedRows(HttpContext context, string id, ProvinceNode node)
    {
        string authority = Caller.Of(context).Authority;
        ImportFormat format = node.Imports.Get(authority, id).Format;
        string header = RefusedRowsText.Header(format, node.Imports.HeaderOf(authority, id));
        bool isCsv = format == ImportFormat.Csv;
        return RowsOf(
            context, id, node, isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson", isCsv ? "rows.csv" : "rows.jsonl", header,
            row => RefusedRowsText.Row(format, row.Source));
    }

    private static async Task<Accepted<ImportResponse>> RetryAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel)
    {
        bool isEmpty = context.Request.ContentType is null;
        Stream? file = isEmpty ? null : (await UploadedForm.ReadAsync(context.Request, [], partBytes: 0, cancel)).File;
        if (isEmpty)
        {
            await VerifiedContent.FinishAsync(context.Request.Body, cancel);
        }

        ImportJob job = await node.Imports.RetryAsync(Caller.Of(context).Authority, Caller.Of(context).Name, id, file, cancel);
        return TypedResults.Accepted($"{Address}/{job.Id}", ResponseOf(job));
    }

    private static async Task<ImportResponse> ApproveAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string account = body.Text("operator", Decision.LongestOperator);
        body.End();
        Caller caller = Caller.Of(context);
        return ResponseOf(await node.Imports.ApproveAsync(caller.Authority, caller.Name, account, id, cancel));
    }

    private static async Task<ImportResponse> PauseAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel) =>
        ResponseOf(await node.Imports.PauseAsync(Caller.Of(context).Authority, id, cancel));

    private static async Task<ImportResponse> ResumeAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel) =>
        ResponseOf(await node.Imports.ResumeAsync(Caller.Of(context).Authority, id, cancel));

    private static async Task<ImportResponse> CancelAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel) =>
        ResponseOf(await node.Imports.CancelAsync(Caller.Of(context).Authority, id, cancel));

    /// <summary>
    /// Refused rows, sent page by page: however many there are, and however slowly they are fetched, few are in memory. The answer is given here and
    /// written behind the record of it.
    /// </summary>
    private static PushStreamHttpResult RowsOf(HttpContext context, string id, ProvinceNode node, string type, string name, string header, Func<RefusedImportRow, string> write)
    {
        string authority = Caller.Of(context).Authority;
        CancellationToken cancel = context.RequestAborted;
        IReadOnlyList<RefusedImportRow> first = node.Imports.Refused(authority, id, 0, PageRows);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async stream =>
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(header), cancel);
                for (IReadOnlyList<RefusedImportRow> page = first; page.Count > 0; page = node.Imports.Refused(authority, id, page[^1].Source.Number, PageRows))
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(page.Select(write))), cancel);
                }
            },
            type,
            name);
    }

    private static string OperatorOf(UploadedForm upload)
    {
        string account = upload.Text("operator");
        return account.Length <= Decision.LongestOperator && account.All(character => character is >= '!' and <= '~')
            ? account
            : throw new LedgerException(
                LedgerError.InvalidField,
                $"经办人应为 1 至 {Decision.LongestOperator} 个可见 ASCII 字符的账号。",
                $"The operator is an account of 1 to {Decision.LongestOperator} visible ASCII characters.",
                "/operator");
    }

    /// <summary>A job as its department gets it.</summary>
    internal static ImportResponse ResponseOf(ImportJob job) => new(
        job.Id, job.Authority, job.Format.Text(), job.IsDryRun, job.State, job.Round, job.Rows, job.RowsDone, job.Issued, job.Refused,
        (long)Math.Round(job.RowsPerSecond), job.Created, job.Finished, job.ApprovableUntil);
}
