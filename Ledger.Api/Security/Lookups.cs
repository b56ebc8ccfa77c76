using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>
/// Lookups by identifier and check code: one that finds something counts once, not as the several that were taken for it; and each is answered so long after it came. So it says neither by
/// its words nor by its time whether there is such a licence.
/// </summary>
internal sealed class Lookups(RequestDelegate next, RateTable table, ProvinceNode node)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (CallerRates.ClassOf(context) != RateClass.Lookup)
        {
            await next(context);
            return;
        }

        // Begun now, not when the answer is known: else the wait would be added to the very time that it hides.
        context.Response.OnStarting(static wait => (Task)wait, Task.Delay(RateLimits.LookupTime, CancellationToken.None));
        bool isMissed = true;
        try
        {
            await next(context);
            isMissed = context.Response.StatusCode == StatusCodes.Status404NotFound;
        }
        catch (LedgerException refusal)
        {
            isMissed = refusal.Error == LedgerError.NotFound;
            throw;
        }
        finally
        {
            if (!isMissed)
            {
                table.ReturnAllButOne(CallerRates.Of(context, node.Options));
            }
        }
    }
}
