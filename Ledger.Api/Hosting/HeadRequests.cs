namespace Ledger.Api.Hosting;

/// <summary>Answers HEAD wherever GET answers: the server keeps the body back by itself (RFC 9110, 9.3.2).</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }
}
