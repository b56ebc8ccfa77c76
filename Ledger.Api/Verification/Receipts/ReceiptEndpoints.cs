using Ledger.Api.Documents.Fonts;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Verification.Receipts;

/// <summary>Anybody verifies a file here and gets a signed receipt of it.</summary>
internal static class ReceiptEndpoints
{
    private const string Json = "application/json";
    private const string Pdf = "application/pdf";

    public static void MapReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/verifications/receipt", WriteAsync).WithTags("verification")
            .WithSummary("Verify a file and get a signed receipt 核验文件并出具回执")
            .Accepts<Stream>(Pdf).Produces<byte[]>(StatusCodes.Status200OK, Json, Pdf);

    private static async Task<FileContentHttpResult> WriteAsync(
        HttpContext context, ProvinceNode node, TrustedVerifier verifier, FontCatalogue fonts, TimeProvider time, CancellationToken cancel)
    {
        ReceiptDesk desk = new(node.Options.Origin, node.RequireReceiptKeys(time.GetUtcNow()), verifier.Policy, time);
        bool asPdf = FormOf(context.Request.Query["form"]);
        using MemoryStream bytes = new();
        await context.Request.Body.CopyToAsync(bytes, cancel);
        byte[] file = bytes.ToArray();
        Verdict verdict = await verifier.VerifyAsync(file, offline: false, cancel);
        VerdictCount.Add(VerdictCount.File, verdict.Conclusion);
        SignedReceipt receipt = desk.Write(verdict, file);
        context.Response.Headers.CacheControl = "no-store";
        return asPdf
            ? TypedResults.File(ReceiptPdf.Write(fonts, receipt, node.ReceiptKeys!, node.Options.Province), Pdf, $"receipt-{receipt.Receipt.Serial}.pdf")
            : TypedResults.File(receipt.ToBytes(), Json, $"receipt-{receipt.Receipt.Serial}.json");
    }

    /// <summary>Whether a PDF is wanted.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: neither form.</exception>
    private static bool FormOf(string? form) => form switch
    {
        null or "json" => false,
        "pdf" => true,
        _ => throw new LedgerException(LedgerError.InvalidField, "form 应为 json 或 pdf。", "form is json or pdf.", "/form"),
    };
}
