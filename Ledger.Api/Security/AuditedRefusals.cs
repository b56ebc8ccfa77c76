using Ledger.Api.Problems;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>
/// Records who was refused what. A known caller's refusal is recorded before it is given; strangers' are counted. Faults of the request
/// itself (a field that is missing, a key used twice) are no refusals of access, and not recorded.
/// </summary>
internal sealed class AuditedRefusals(RequestDelegate next, Recorder recorder)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (LedgerException refusal) when (IsOfAccess(refusal.Error))
        {
            Problem problem = ProblemResults.Of(refusal);
            await recorder.RefusalAsync(context, problem.Status, problem.Code);
            throw;
        }

        if (context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests)
        {
            await recorder.RefusalAsync(context, context.Response.StatusCode, ProblemResults.OfStatus(context.Response.StatusCode).Code);
        }
    }

    private static bool IsOfAccess(LedgerError error) => error
        is LedgerError.NotFound or LedgerError.NotAllowed or LedgerError.SealNotInForce or LedgerError.SealNotGranted or LedgerError.ConsentNotInForce or LedgerError.NotRecognised or LedgerError.InspectionNotInForce or LedgerError.InspectionNotCovering
        or LedgerError.SignInRefused or LedgerError.LogoutRefused or LedgerError.RequestSignatureInvalid or LedgerError.RequestReplayed or LedgerError.QuotaExceeded;
}
