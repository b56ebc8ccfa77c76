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

    /// <summary>Wire name of <see cref="HolderErased"/>.</summary>
    public const string Erased = "holder.erased.v1";

    /// <summary>Adds the events of holders.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(
            Registered,
            EventType.HolderRegistered,
            HolderRegistered.Parser,
            registered => Subject(registered.Handle),
            Fold);
        events.Add(Erased, EventType.MaterialErased, HolderErased.Parser, erased => Subject(erased.Handle), Fold);
    }

    /// <summary>A holder in the status map.</summary>
    public static MapSubject Subject(ByteString holder) => new(MapNamespace.Holder, holder);

    /// <summary>Those who were erased, in the order of the log; not those of whose erasure only the leaf was recovered.</summary>
    public static IEnumerable<ByteString> AllErased(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Scan(Column.ErasedHolders, []).Select(row => ByteString.CopyFrom(row.Value));
    }

    /// <summary>Whether the log says that a holder was erased.</summary>
    public static bool IsErased(LedgerRead read, ByteString handle) => Find(read, handle) is { Lookup.IsEmpty: true };

    /// <summary>The holder whose erasure stands at an index of the log.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where another event stands there.</exception>
    public static ByteString GetErasedAt(LedgerRead read, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.ErasedHolders, RowKey.Of(index)) is byte[] handle
            ? ByteString.CopyFrom(handle)
            : throw new LedgerException(LedgerError.NotFound, "没有这个持证主体。", "There is no such holder.");
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

    private static void Fold(LedgerWrite write, HolderErased erased, EventPosition position)
    {
        // The registration may be one of which only the leaf was recovered.
        HolderRow? row = Find(write, erased.Handle);
        if (row is not null && write.Get(Column.HoldersByCode, row.Lookup.Span) is byte[] known && erased.Handle.Span.SequenceEqual(known))
        {
            write.Delete(Column.HoldersByCode, row.Lookup.Span);
        }

        write.Put(Column.Holders, erased.Handle.Span, new HolderRow { LastIndex = position.Index }.ToByteArray());
        write.Put(Column.ErasedHolders, RowKey.Of(position.Index), erased.Handle.Span);
    }
}
