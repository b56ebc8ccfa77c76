using Ledger.Api.Problems;
using Ledger.Crypto.HttpSignatures;
using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Security;

/// <summary>The one place that decides who may call what: by the permission table, and by nothing else.</summary>
internal sealed class Authoriser(RequestDelegate next, DepartmentKeys keys, SignedRequests signed, ProvinceNode node, TimeProvider time)
{
    // RFC 9421, 5.1: what a request has to be signed like.
    private const string Accepted = "sig1=(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\" \"idempotency-key\")"
        + ";created;expires;nonce;keyid;tag=\"" + SignedRequest.Tag + "\"";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint)
        {
            string route = endpoint.RoutePattern.RawText ?? "";
            if (PermissionTable.Find(context.Request.Method, route) is not PermissionRow permission)
            {
                await ProblemResults.NotFound().ExecuteAsync(context);
                return;
            }

            if (await AuthenticateAsync(context, permission) is not Caller caller)
            {
                return;
            }

            // Pages are for people: a system's key opens none.
            bool isPersons = permission.StandsFor.Count > 0 || (permission.Role.IsBySession() && !permission.Admits(caller));
            if (isPersons && caller.Session is null)
            {
                throw SessionCaller.SignInNeeded();
            }

            caller = SessionCaller.Admit(context, caller, permission, node, time);
            context.Features.Set(caller);
            if (!permission.Admits(caller) && caller.Role is not Role.Anyone)
            {
                throw new LedgerException(LedgerError.NotAllowed, "此身份不得调用该接口。", "Who has this role may not call this.");
            }

            if (!permission.Admits(caller) && !permission.RefusesItself)
            {
                context.Response.Headers["Accept-Signature"] = Accepted;
                await ProblemResults.NotAuthenticated().ExecuteAsync(context);
                return;
            }

            RequireType(context, caller, permission);
        }

        await next(context);
    }

    /// <summary>Who calls, its content held to the endpoint's limit; null where the request was refused, and answered.</summary>
    private async Task<Caller?> AuthenticateAsync(HttpContext context, PermissionRow permission)
    {
        if (!SentRequest.IsSigned(context.Request))
        {
            Caller caller = keys.Find(context.Request.Headers.Authorization) ?? PersonOf(context, permission) ?? Caller.Anyone;
            if (!permission.Admits(caller) && !permission.RefusesItself)
            {
                BodyLimit.Discard(context, permission.MaximumBodyBytes);
                return caller;
            }

            return await BodyLimit.RefusesAsync(context, permission.MaximumBodyBytes) ? null : caller;
        }

        // First, so that the server takes the content of a request that is refused, and does not hang up on who sends it.
        if (await BodyLimit.RefusesAsync(context, permission.MaximumBodyBytes))
        {
            return null;
        }

        // Two ways to say who one is could say two things.
        if (context.Request.Headers.Authorization.Count > 0)
        {
            throw SignatureFaultText.Of(new HttpSignatureException(HttpSignatureFault.NotOneSignature, "A signed request shows no key besides."));
        }

        (DepartmentSystem system, SignedRequest request) = signed.Read(context);
        await signed.AdmitAsync(context, request);
        context.Features.Set(request);
        return Caller.Of(system);
    }

    // Who shows a key has said who it is: the cookie that a browser sends by itself is not asked then.
    private Caller? PersonOf(HttpContext context, PermissionRow permission) =>
        permission.TakesSessions && context.Request.Headers.Authorization.Count == 0 && SessionCookie.Read(context, node.Sessions) is { } session
            ? Caller.Of(session)
            : null;

    private static void RequireType(HttpContext context, Caller caller, PermissionRow permission)
    {
        if (permission.NeedsAllTypes && caller.LicenceTypes.Count > 0)
        {
            throw Caller.TypeRefused();
        }

        // The same answer as for a licence that is not there.
        if (context.Request.RouteValues.TryGetValue("identifier", out object? value) && value is string text
            && LicenceIdentifier.TryParse(text, out LicenceIdentifier? identifier) && !caller.MayActOn(identifier.Type))
        {
            throw new LedgerException(LedgerError.NotFound, "没有此内容，或无权知悉。", "There is no such thing, or the caller may not know of it.");
        }
    }
}
