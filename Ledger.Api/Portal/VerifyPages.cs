using Ledger.Api.Documents.Fonts;
using Ledger.Api.Problems;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Receipts;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>The start page, where a person drops a file and reads the verdict, or arrives from the QR code of a printed licence.</summary>
internal static class VerifyPages
{
    /// <summary>Most characters of a presentation that is pasted.</summary>
    public const int LongestPresentation = 4_000;

    public static void MapVerifyPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show).ExcludeFromDescription();
        routes.MapPost("/", VerifyAsync).ExcludeFromDescription();
        routes.MapPost("/receipt", ReceiptAsync).ExcludeFromDescription();
        routes.MapPost("/presentation", PresentationAsync).ExcludeFromDescription();
    }

    /// <summary>The empty page, or, with <c>?id=…&amp;code=…</c> as the QR code has it, the standing of one licence.</summary>
    private static RazorComponentResult<VerifyPage> Show(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        string identifier = ((string?)context.Request.Query[VerifyPage.IdentifierField] ?? "").Trim();
        if (identifier.Length == 0)
        {
            return Page(context, PortalAnswer.None);
        }

        try
        {
            string checkCode = ((string?)context.Request.Query["code"] ?? "").Trim();
            return Page(context, PortalAnswer.Of(ShownStanding.Of(
                node.Licences.Standing(identifier, checkCode), (string?)context.Request.Query["copy"], node, time.GetUtcNow())));
        }
        catch (LedgerException e)
        {
            return Page(context, PortalAnswer.Of(ProblemResults.Of(e), VerifyPage.IdentifierField));
        }
    }

    private static async Task<IResult> VerifyAsync(
        HttpContext context, ProvinceNode node, TrustedVerifier verifier, TimeProvider time, CancellationToken cancel) => await OfFileAsync(context, async file =>
        {
            if (file[0] == '{')
            {
                return Page(context, PortalAnswer.Of(JudgedReceipt.OfJson(file, verifier.Policy, node)));
            }

            Verdict verdict = await JudgeAsync(context, verifier, file, cancel);
            if (verdict.Licence is null && JudgedReceipt.FindInPdf(file, verifier.Policy, node) is JudgedReceipt read)
            {
                return Page(context, PortalAnswer.Of(read));
            }

            SignedReceipt? receipt = node.FindReceiptKeys(time.GetUtcNow()) is ReceiptKeys keys
                ? new ReceiptDesk(node.Options.Origin, keys, verifier.Policy, time).Write(verdict, file)
                : null;
            return Page(context, PortalAnswer.Of(verdict, NameOf(verdict, node), receipt is null ? null : ShownReceipt.Of(receipt.Receipt.Serial, receipt.ToBytes())));
        }, cancel);

    private static async Task<IResult> ReceiptAsync(
        HttpContext context, ProvinceNode node, TrustedVerifier verifier, FontCatalogue fonts, TimeProvider time, CancellationToken cancel) => await OfFileAsync(context, async file =>
        {
            ReceiptKeys keys = node.RequireReceiptKeys(time.GetUtcNow());
            SignedReceipt receipt = new ReceiptDesk(node.Options.Origin, keys, verifier.Policy, time).Write(await JudgeAsync(context, verifier, file, cancel), file);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(
                ReceiptPdf.Write(fonts, receipt, keys, node.Options.Province), "application/pdf", $"receipt-{receipt.Receipt.Serial}.pdf");
        }, cancel);

    private static async Task<IResult> PresentationAsync(HttpContext context, ProvinceNode node, PresentationJudge judge, CancellationToken cancel)
    {
        try
        {
            IFormCollection? form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancel) : null;
            string text = ((string?)form?[VerifyPage.PresentationField] ?? "").Trim();
            if (text.Length is 0 or > LongestPresentation)
            {
                return Page(context, PortalAnswer.NoPresentation);
            }

            PresentationVerdict verdict = await judge.VerifyAsync(text, audience: null, offline: false, cancel);
            VerdictCount.Add(VerdictCount.Presentation, verdict.Conclusion);
            return Page(context, PortalAnswer.Of(ShownPresentation.Of(context, verdict, node)));
        }
        catch (LedgerException e)
        {
            return Page(context, PortalAnswer.Of(ProblemResults.Of(e), VerifyPage.PresentationField));
        }
        catch (InvalidDataException)
        {
            return Page(context, PortalAnswer.Of(ProblemResults.OfStatus(StatusCodes.Status400BadRequest), VerifyPage.PresentationField));
        }
    }

    /// <summary>Does something with the file of a form; what is wrong with the form is said on the page.</summary>
    private static async Task<IResult> OfFileAsync(HttpContext context, Func<byte[], Task<IResult>> act, CancellationToken cancel)
    {
        try
        {
            IFormFile? file = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancel)).Files.GetFile(VerifyPage.FileField) : null;
            if (file is null || file.Length == 0)
            {
                return Page(context, PortalAnswer.NoFile);
            }

            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes, cancel);
            return await act(bytes.ToArray());
        }
        catch (LedgerException e)
        {
            return Page(context, PortalAnswer.Of(ProblemResults.Of(e), e.Field?.TrimStart('/') ?? VerifyPage.FileField));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            int status = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return Page(context, PortalAnswer.Of(ProblemResults.OfStatus(status), VerifyPage.FileField));
        }
    }

    private static async Task<Verdict> JudgeAsync(HttpContext context, TrustedVerifier verifier, byte[] file, CancellationToken cancel)
    {
        if (file[0] == '{')
        {
            // A receipt says what another verifier found; the file that it is of is not at hand.
            return new Verdict(ReceiptVerifier.Verify(file, null, verifier.Policy, out _), null, null);
        }

        StatedUse use = StatedUseText.OfForm(context.Request.Form["recipient"], context.Request.Form["purpose"]);
        Verdict verdict = await verifier.VerifyAsync(file, offline: false, at: null, use, cancel);
        VerdictCount.Add(VerdictCount.File, verdict.Conclusion);
        return verdict;
    }

    private static TextInBoth? NameOf(Verdict verdict, ProvinceNode node) =>
        verdict.Licence is { } licence && licence[FaceNames.LicenceName] is string printed ? ShownStanding.NameOfType(node, licence.Statement.Type, printed) : null;

    private static RazorComponentResult<VerifyPage> Page(HttpContext context, PortalAnswer answer) =>
        Pages.Show<VerifyPage>(context, new { Answer = answer }, answer.Status);
}
