using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Consents;

/// <summary>What the receipt of a use does to its rows.</summary>
internal static class UseReceiptTable
{
    /// <summary>Wire name of <see cref="UseReceipted"/>.</summary>
    public const string Receipted = "use.receipted.v1";

    /// <summary>Adds the event.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Receipted, EventType.UseReceipted, UseReceipted.Parser, e => ConsentTable.UsesOf(e.Handle), Fold);
    }

    private static void Fold(LedgerWrite write, UseReceipted receipted, EventPosition position) =>
        UseTable.Change(write, receipted.HolderHandles, receipted.UseIndex, use =>
            (use.ReceiptIndex, use.ReceiptTime) = (position.Index, position.Time.ToUnixTimeMilliseconds()));
}
