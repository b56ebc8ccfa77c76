namespace Ledger.Api.Hosting;

/// <summary>
/// Sends answers piece by piece, and hangs up on who does not take them. The server's own rule, a least speed, counts what was taken quickly for
/// what is taken slowly afterwards: who asks for a long page a hundred times and then stops has hours.
/// </summary>
internal sealed class PiecewiseAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Stream outside = context.Response.Body;
        await using PiecewiseStream pieces = new(outside, ServerLimits.PieceBytes, ServerLimits.PieceWithin, context.Abort);
        context.Response.Body = pieces;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = outside;
        }
    }
}
