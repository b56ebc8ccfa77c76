using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.SignIn;

namespace Ledger.Api.Security;

/// <summary>What has to hold of a request that is made by a session, beyond the roles.</summary>
internal static class SessionCaller
{
    /// <summary>The refusal of who has not signed in.</summary>
    public static LedgerException SignInNeeded() => new(LedgerError.SignInNeeded, "请先登录。", "Sign in first.");

    /// <summary>Holds a person's request to its row: where it comes from, when the person was authenticated, whose licence it is about.</summary>
    /// <returns>The caller, as whom they chose to act for; for a licence of their own, in the name of the authority that issued it.</returns>
    /// <exception cref="LedgerException">It is refused.</exception>
    public static Caller Admit(HttpContext context, Caller caller, PermissionRow row, ProvinceNode node, TimeProvider time)
    {
        if (caller.Session is not Session session)
        {
            return caller;
        }

        // What they read is nobody else's to keep.
        context.Response.Headers.CacheControl = "no-store";
        if (!row.Admits(caller))
        {
            throw new LedgerException(LedgerError.NotAllowed, "您的角色不得办理此事。", "Your role may not do this.");
        }

        RequireOwnSite(context.Request, node.Options.PublicAddress);
        if (row.NeedsStepUp && !session.IsSteppedUp(node.Options.SignIn, time.GetUtcNow()))
        {
            throw new LedgerException(
                LedgerError.StepUpNeeded,
                $"请重新进行身份认证：此事须在认证后 {node.Options.SignIn.StepUpMinutes} 分钟内办理。",
                $"Authenticate anew: this is done within {node.Options.SignIn.StepUpMinutes} minutes of it.");
        }

        if (row.Role == Role.Citizen && node.Acting.Require(session.Who) is ActedFor acted)
        {
            AuditTrail.Of(context).ConcernsHolder(acted.Holder.Code);
            session = session with { Who = acted.Who };
            caller = caller with { Session = session };
        }

        return row.Role == Role.Citizen && context.Request.RouteValues.TryGetValue("identifier", out object? value) && value is string identifier
            ? caller with { Authority = node.OwnLicences.IssuerOf(session.Who, identifier) }
            : caller;
    }

    // Browsers say by themselves where a writing request comes from, and no page can make them say otherwise. Who says nothing is no browser, or
    // one so old that it would send the cookie for anybody.
    private static void RequireOwnSite(HttpRequest request, Uri publicAddress)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return;
        }

        string[] sites = [.. request.Headers["Sec-Fetch-Site"].OfType<string>()];
        bool isOwn = request.Headers.Origin is [string origin] && origin == publicAddress.GetLeftPart(UriPartial.Authority);
        if (!isOwn || sites is not ([] or ["same-origin"]))
        {
            throw new LedgerException(
                LedgerError.CrossSiteRequest, "写入请求须来自本站页面。", "A writing request with a session comes from a page of this site (Origin).");
        }
    }
}
