using Ledger.Node;
using Microsoft.AspNetCore.Diagnostics;

namespace Ledger.Api.Problems;

/// <summary>Turns whatever a handler throws into a problem document; a bug becomes a 500 that says nothing of its inside.</summary>
internal sealed partial class LedgerExceptionHandler(ILogger<LedgerExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        Problem problem = exception switch
        {
            LedgerException refusal => ProblemResults.Of(refusal),
            BadHttpRequestException bad => ProblemResults.OfStatus(bad.StatusCode),
            _ => ProblemResults.OfStatus(StatusCodes.Status500InternalServerError),
        };
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            Failed(exception, httpContext.Request.Method);
        }

        await problem.WriteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} request failed inside.")]
    private partial void Failed(Exception exception, string method);
}
