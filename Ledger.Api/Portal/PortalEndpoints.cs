using Ledger.Api.Problems;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>The start page, where a person drops a file and reads the verdict, or arrives from the QR code of a printed licence.</summary>
internal static class PortalEndpoints
{
    private static readonly Lazy<string> Style = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Portal", "portal.css")));

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show).ExcludeFromDescription();
        routes.MapPost("/", VerifyAsync).ExcludeFromDescription();
        routes.MapGet("/portal.css", () => TypedResults.Text(Style.Value, "text/css")).ExcludeFromDescription();
    }

    /// <summary>The empty page, or, with <c>?id=…&amp;code=…</c> as the QR code has it, the standing of one licence.</summary>
    private static RazorComponentResult<VerifyPage> Show(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        PortalAnswer answer = PortalAnswer.None;
        if ((string?)context.Request.Query["id"] is { Length: > 0 } identifier)
        {
            try
            {
                string checkCode = (string?)context.Request.Query["code"] ?? "";
                answer = PortalAnswer.Of(ShownStanding.Of(
                    node.Licences.Standing(identifier, checkCode), (string?)context.Request.Query["copy"], node, time.GetUtcNow()));
            }
            catch (LedgerException e)
            {
                answer = PortalAnswer.Of(ProblemResults.Of(e));
            }
        }

        return Page(context, node, answer);
    }

    private static async Task<RazorComponentResult<VerifyPage>> VerifyAsync(
        HttpContext context, ProvinceNode node, TrustedVerifier verifier, CancellationToken cancel)
    {
        try
        {
            IFormFile? file = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancel)).Files.GetFile("file") : null;
            if (file is null || file.Length == 0)
            {
                return Page(context, node, PortalAnswer.NoFile);
            }

            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes, cancel);
            StatedUse use = StatedUseText.OfForm(context.Request.Form["recipient"], context.Request.Form["purpose"]);
            Verdict verdict = await verifier.VerifyAsync(bytes.ToArray(), offline: false, at: null, use, cancel);
            VerdictCount.Add(VerdictCount.File, verdict.Conclusion);
            return Page(context, node, PortalAnswer.Of(verdict));
        }
        catch (LedgerException e)
        {
            return Page(context, node, PortalAnswer.Of(ProblemResults.Of(e)));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            int status = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return Page(context, node, PortalAnswer.Of(ProblemResults.OfStatus(status)));
        }
    }

    private static RazorComponentResult<VerifyPage> Page(HttpContext context, ProvinceNode node, PortalAnswer answer)
    {
        bool english = IsEnglish(context);
        context.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        context.Response.Headers.CacheControl = "no-store";
        string other = QueryString.Create(
            context.Request.Query.Where(pair => pair.Key is "id" or "code" or "copy").Append(new("lang", english ? "zh" : "en"))).ToString();
        return new(new { English = english, node.Options.Province, OtherLanguage = other, Answer = answer }) { StatusCode = answer.Status };
    }

    private static bool IsEnglish(HttpContext context) => (string?)context.Request.Query["lang"] switch
    {
        "en" => true,
        "zh" => false,
        _ => Problem.PrefersEnglish(context.Request),
    };
}
