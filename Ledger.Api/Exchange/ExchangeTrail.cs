using Ledger.Api.Security;
using Ledger.Node.Exchange;

namespace Ledger.Api.Exchange;

/// <summary>What a request to a sharing service says of who asks and what for (五要素), for the audit log.</summary>
internal static class ExchangeTrail
{
    /// <summary>Takes it down before anything is looked for, so that it stands there for refusals too.</summary>
    public static void Begin(AuditTrail trail, Caller caller, ExchangeElements elements)
    {
        trail.Caller = caller;
        trail.Person = elements["username"] is { Length: > 0 } name ? name : null;
        trail.IsFor(elements["itemCode"], elements["businessCode"], elements["orgName"], elements[ExchangeElements.Use]);
        if (elements[SharedReading.HolderCode] is { Length: > 0 } code)
        {
            trail.ConcernsHolder(code);
        }
    }
}
