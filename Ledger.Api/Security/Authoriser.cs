using Ledger.Api.Problems;

namespace Ledger.Api.Security;

/// <summary>The one place that decides who may call what: by the permission table, and by nothing else.</summary>
internal sealed class Authoriser(RequestDelegate next, DepartmentKeys keys)
{
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

            Caller caller = keys.Find(context.Request.Headers.Authorization) ?? Caller.Anyone;
            if (permission.Role != Role.Anyone && caller.Role != permission.Role && !permission.RefusesItself)
            {
                await ProblemResults.NotAuthenticated().ExecuteAsync(context);
                return;
            }

            context.Features.Set(caller);
            if (await BodyLimit.RefusesAsync(context, permission.MaximumBodyBytes))
            {
                return;
            }
        }

        await next(context);
    }
}
