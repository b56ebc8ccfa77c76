using System.ComponentModel;
using Ledger.Api.Documents;
using Ledger.Api.Problems;
using Ledger.Api.Verification.Offline;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Composites;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ledger.Api.Verification;

/// <summary>Anybody verifies licences here.</summary>
internal static class VerifyEndpoints
{
    // Longer than any presentation: what is a little longer gets a verdict, not a refusal.
    private const int LongestCode = 4_000;

    public static void MapVerification(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder verifications = routes.MapGroup("/api/v1/verifications").WithTags("verification");
        verifications.MapPost("/file", VerifyFileAsync).WithSummary("Verify a licence file 核验证照文件")
            .Accepts<Stream>("application/pdf", LicenceFile.OfdMediaType).Produces<VerdictResponse>();
        verifications.MapPost("/presentation", VerifyPresentationAsync).WithSummary("Verify a presentation 核验亮证码")
            .Accepts<VerifyPresentationRequest>("application/json").Produces<PresentationVerdictResponse>();
        verifications.MapPost("/check-code", VerifyCheckCodeAsync).WithSummary("Ask for a status by identifier and check code 按标识与查验码核验")
            .Accepts<CheckCodeRequest>("application/json").Produces<CheckCodeResponse>();
        routes.MapGet("/verify.html", DownloadPage).ExcludeFromDescription();
    }

    /// <summary>The page that verifies without a network, with what this node trusts built in; a file to keep, not a page of this site.</summary>
    private static FileContentHttpResult DownloadPage(ServedPage page) => TypedResults.File(page.Current(), "text/html; charset=utf-8", "verify.html");

    private static async Task<VerdictResponse> VerifyFileAsync(
        HttpContext context,
        TrustedVerifier verifier,
        [FromHeader(Name = StatedUseText.RecipientHeader)]
        [Description("核验加注件时：由谁使用，名称或统一社会信用代码，UTF-8 百分号编码。"
            + "Of a copy for one use: who uses it, name or code, percent-encoded UTF-8; at most 256 characters.")]
        string? recipient,
        [FromHeader(Name = StatedUseText.PurposeHeader)]
        [Description("核验加注件时：用途，须与加注件所载一致，UTF-8 百分号编码。"
            + "Of a copy for one use: what for, in the words of the copy, percent-encoded UTF-8; at most 200 characters.")]
        string? purpose,
        CancellationToken cancel)
    {
        StatedUse use = StatedUseText.OfHeaders(recipient, purpose);
        using MemoryStream bytes = new();
        await context.Request.Body.CopyToAsync(bytes, cancel);
        Verdict verdict = await verifier.VerifyAsync(bytes.ToArray(), offline: false, at: null, use, cancel);
        VerdictCount.Add(VerdictCount.File, verdict.Conclusion);
        return VerdictResponse.Of(verdict);
    }

    private static async Task<PresentationVerdictResponse> VerifyPresentationAsync(
        HttpContext context, PresentationJudge judge, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string text, string? audience) = (body.Text("text", LongestCode), body.OptionalText("audience", Presentation.MaximumAudienceBytes));
        body.End();
        PresentationVerdict verdict = await judge.VerifyAsync(text, audience, offline: false, cancel);
        VerdictCount.Add(VerdictCount.Presentation, verdict.Conclusion);
        return PresentationVerdictResponse.Of(verdict);
    }

    private static async Task<CheckCodeResponse> VerifyCheckCodeAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string identifier, string checkCode) = (body.Text("identifier", 200), body.Text("checkCode", 16));
        body.End();
        LicenceStanding standing = node.Licences.Standing(identifier, checkCode);
        return new CheckCodeResponse(
            standing.Licence.Identifier.ToString(), standing.TypeName, standing.Licence.Identifier.Issuer, standing.State.Code(), standing.AsOf,
            $"/log/status/{standing.MapKey.ToHex()}",
            standing.Holders,
            node.Composites.Find(standing.Licence) is CompositeStanding composite ? PublicCompositeContract.Of(composite) : null);
    }
}
