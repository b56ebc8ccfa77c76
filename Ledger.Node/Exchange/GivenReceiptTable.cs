using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Exchange;

/// <summary>The event of a use receipt that this node gave. It has no rows: who posts receipts follows the log.</summary>
internal static class GivenReceiptTable
{
    /// <summary>Wire name of <see cref="UseReceiptGiven"/>.</summary>
    public const string Given = "use.receipt-given.v1";

    /// <summary>Adds the event.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Given, EventType.UseReceipted, UseReceiptGiven.Parser, e => new MapSubject(MapNamespace.Usage, e.Handle), (_, _, _) => { });
    }
}
