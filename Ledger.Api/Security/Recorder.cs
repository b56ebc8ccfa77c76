using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Security;

/// <summary>Records what is asked of the node in its audit log.</summary>
internal sealed class Recorder(ProvinceNode node, SignedRequests requests)
{
    /// <summary>
    /// Records an answer that is about to be given: of a known caller, or one that shows something. What comes back is durable; of a stranger
    /// who is refused only a number is kept.
    /// </summary>
    /// <exception cref="LedgerException">It could not be recorded: the answer must not be given.</exception>
    public Task AnswerAsync(HttpContext context, int status) => RecordAsync(context, status, code: null);

    /// <summary>Records a refusal.</summary>
    /// <exception cref="LedgerException">It could not be recorded.</exception>
    public Task RefusalAsync(HttpContext context, int status, string code) => RecordAsync(context, status, code);

    private async Task RecordAsync(HttpContext context, int status, string? code)
    {
        AuditTrail trail = AuditTrail.Of(context);
        code ??= trail.Refusal;
        if (code is not null && (trail.Caller ?? Caller.Of(context)).Role == Role.Anyone)
        {
            node.AuditSummary.Count(AuditTrail.ActionOf(context), AuditTrail.NetworkOf(requests.AddressOf(context)), code, status);
            return;
        }

        if (context.Request.RouteValues.TryGetValue("identifier", out object? value) && value is string text
            && LicenceIdentifier.TryParse(text, out LicenceIdentifier? identifier))
        {
            trail.ConcernsLicence(identifier.ToString());
        }

        await node.Audit.RecordAsync(trail.ToEntry(context, requests.AddressOf(context), status, code));
    }
}
