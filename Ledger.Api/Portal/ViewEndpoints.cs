using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Api.SignIn;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>A visitor chooses language and size of letters here, by links that lead back to where they stood.</summary>
internal static class ViewEndpoints
{
    private const int LongestReturn = 512;

    public static void MapView(this IEndpointRouteBuilder routes) => routes.MapGet("/view", Choose).ExcludeFromDescription();

    private static RedirectHttpResult Choose(HttpContext context)
    {
        RequestQuery asked = new(context.Request.Query);
        string? language = asked.Text("lang", 2);
        string? size = asked.Text("size", 6);
        string path = asked.Text("return", LongestReturn) ?? "/";
        asked.End();
        if (language is not (null or "zh" or "en") || size is not (null or "large" or "normal") || !SignInAttempt.IsOwnPath(path))
        {
            throw new LedgerException(
                LedgerError.InvalidField, "lang 应为 zh 或 en，size 应为 large 或 normal，return 应为本站路径。", "lang is zh or en, size is large or normal, return a path of this site.");
        }

        ViewChoice before = ViewChoice.Of(context.Request);
        new ViewChoice(language is null ? before.English : language == "en", size is null ? before.Large : size == "large").Give(context);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.LocalRedirect(path);
    }
}
