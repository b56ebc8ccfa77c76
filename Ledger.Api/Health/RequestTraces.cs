using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Api.Health;

/// <summary>Names the trace of a request by its route, which is what the endpoint is called everywhere else.</summary>
internal sealed class RequestTraces(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is Activity { IsAllDataRequested: true } activity)
            {
                string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
                activity.SetTag("http.route", route);
                activity.SetTag("http.request.method", context.Request.Method);
                activity.SetTag("http.response.status_code", context.Response.StatusCode);
            }
        }
    }
}
