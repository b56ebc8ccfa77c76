using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <summary>The rows of the holders, under their handles and under the keyed hashes of their codes. Nothing personal.</summary>
internal static class HolderTable
{
    /// <summary>Wire name of <see cref="HolderRegistered"/>.</summary>
    public const string Registered = "holder.registered.v1";

    /// <summary>Adds the events of holders.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(
            Registered,
            EventType.HolderRegistered,
            HolderRegistered.Parser,
            registered => new MapSubject(MapNamespace.Holder, registered.Handle),
            Fold);
    }

    /// <summary>The row of a holder, or null.</summary>
    public static HolderRow? Find(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? row = read.Get(Column.Holders, Handle.Checked(handle).Span);
        return row is null ? null : HolderRow.Parser.ParseFrom(row);
    }

    /// <summary>The handle of the holder last registered with a code, or null.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="lookup"><see cref="HolderSecrets.Lookup"/> of the code.</param>
    public static ByteString? FindHandle(LedgerRead read, Digest lookup)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? handle = read.Get(Column.HoldersByCode, lookup.Span);
        return handle is null ? null : ByteString.CopyFrom(handle);
    }

    private static void Fold(LedgerWrite write, HolderRegistered registered, EventPosition position)
    {
        HolderRow row = new() { Lookup = registered.Lookup, LastIndex = position.Index };
        write.Put(Column.Holders, registered.Handle.Span, row.ToByteArray());

        // After an erasure the same person may come again, under another handle: the last one is found.
        write.Put(Column.HoldersByCode, registered.Lookup.Span, registered.Handle.Span);
    }
}
