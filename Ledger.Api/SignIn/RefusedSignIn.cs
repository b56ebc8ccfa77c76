using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.SignIn;

/// <summary>What a person at a browser gets where a sign-in is refused: a page instead of a problem document.</summary>
internal static class RefusedSignIn
{
    private const string OfToken = "/id_token";

    /// <summary>Does a step of a sign-in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="province">Name of the node's province.</param>
    /// <param name="act">The step.</param>
    /// <returns>What it returns, or the page.</returns>
    /// <exception cref="LedgerException">Refused, for who takes no pages, or as a thing that is not there.</exception>
    public static async Task<IResult> OrPageAsync(HttpContext context, string provider, string province, Func<Task<IResult>> act)
    {
        try
        {
            return await act();
        }
        catch (LedgerException refusal) when (
            refusal.Error is LedgerError.SignInRefused or LedgerError.SignInNeeded or LedgerError.Unavailable or LedgerError.Busy && ProblemPage.IsWantedBy(context.Request))
        {
            return Page(context, provider, province, refusal);
        }
    }

    private static RazorComponentResult<RefusedSignInPage> Page(HttpContext context, string provider, string province, LedgerException refusal)
    {
        AuditTrail trail = AuditTrail.Of(context);
        trail.Refusal = refusal.Error.Code();
        RefusalCount.Add(refusal.Error.Code());
        context.Response.Headers.ContentLanguage = "zh-CN, en";
        context.Response.Headers.CacheControl = "no-store";

        // Of a token nobody is told what is wrong with it: who made it knows, and who did not has no use for it.
        bool isOfToken = refusal.Field?.StartsWith(OfToken, StringComparison.Ordinal) == true;
        return new(new
        {
            Province = province,
            Chinese = isOfToken ? "身份提供方的应答未通过核对，请重新登录。" : refusal.Chinese,
            English = isOfToken ? "What the identity provider answered did not pass the checks; sign in again." : refusal.English,
            Code = refusal.Error.Code(),
            Number = trail.Reference,
            Again = $"/sign-in/{provider}",
        })
        { StatusCode = ProblemResults.Of(refusal).Status };
    }
}
