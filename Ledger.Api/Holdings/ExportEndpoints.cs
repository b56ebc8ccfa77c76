using System.ComponentModel;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Holdings;

/// <summary>People take everything with them here that the ledger has of them.</summary>
internal static class ExportEndpoints
{
    private const string JsonLines = "application/x-ndjson";
    private const string Pdf = "application/pdf";

    public static void MapExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me/export", Get).WithTags("me").WithSummary("Export all that the ledger has of one 导出本人全部数据")
            .Produces(StatusCodes.Status200OK, contentType: JsonLines);

    private static Results<PushStreamHttpResult, FileContentHttpResult> Get(
        HttpContext context,
        ProvinceNode node,
        FontCatalogue fonts,
        TimeProvider time,
        [Description("json or pdf; json where it is left out.")] string? form,
        [Description("true for the files of the materials too, 1 GiB at most; json only.")] string? files,
        CancellationToken cancel)
    {
        _ = (form, files); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        (string? wanted, string? with) = (asked.Text(nameof(form), 4), asked.Text(nameof(files), 4));
        asked.End();
        if (with is not null && (with != "true" || wanted is "pdf"))
        {
            throw new LedgerException(LedgerError.InvalidField, "files 只能为 true，且只用于 json。", "files is true, and for json only.", "/files");
        }

        _ = node.RequireReceiptKeys(time.GetUtcNow()); // refused before a byte is written
        SignedInPerson who = Caller.Of(context).Session!.Who;
        return wanted switch
        {
            null or "json" => TypedResults.Stream(output => new FolderExport(node, who, time, with is null ? 0 : FolderExport.MostFileBytes).WriteAsync(output, cancel), JsonLines, "folder.jsonl"),
            "pdf" => TypedResults.File(new FolderPdf(node, who, time).Write(fonts), Pdf, "folder.pdf"),
            _ => throw new LedgerException(LedgerError.InvalidField, "form 应为 json 或 pdf。", "form is json or pdf.", "/form"),
        };
    }
}
