namespace Ledger.Api.Security;

/// <summary>
/// Stands between a handler and its answer: where the permission table says so, the access is in the audit log, durably, before a byte of
/// the answer is written.
/// </summary>
internal sealed class AuditedAnswers(Recorder recorder) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        object? result = await next(context);
        HttpContext http = context.HttpContext;
        if (http.GetEndpoint() is RouteEndpoint endpoint
            && PermissionTable.Find(http.Request.Method, endpoint.RoutePattern.RawText ?? "") is { IsAudited: true })
        {
            await recorder.AnswerAsync(http, (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK);
        }

        return result;
    }
}
