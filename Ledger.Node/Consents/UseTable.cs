using System.Buffers.Binary;
using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>The rows of uses, by holder and as sums by caller and day, and what the event does to them.</summary>
internal static class UseTable
{
    /// <summary>Wire name of <see cref="UseMade"/>.</summary>
    public const string Made = "use.made.v1";

    /// <summary>Adds the event.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Made, EventType.MaterialUsed, UseMade.Parser, made => ConsentTable.UsesOf(made.Handle), Fold);
    }

    /// <summary>The uses of what a holder holds, the newest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="before">Log index of the use to go on behind, towards the older; null to begin with the newest.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<(long Index, UseRow Row)> OfHolder(LedgerRead read, ByteString holder, long? before, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = before is long index ? KeyOf(holder, index) : null;
        return read.Scan(Column.UsesByHolder, Handle.Checked(holder).ToByteArray(), last, limit).Select(row =>
            (long.MaxValue - BinaryPrimitives.ReadInt64BigEndian(row.Key.AsSpan(Handle.Length)), UseRow.Parser.ParseFrom(row.Value)));
    }

    /// <summary>How often a caller has used something on a day.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="caller">Keyed hash of the system.</param>
    /// <param name="day">The day in China.</param>
    public static long CountOf(LedgerRead read, ByteString caller, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.UsesByCaller, KeyOf(caller, day)) is byte[] row ? BinaryPrimitives.ReadInt64BigEndian(row) : 0;
    }

    /// <summary>The use that stands at an index of the log.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where another event stands there, or nothing can be read.</exception>
    public static UseRow GetAt(LedgerRead read, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        EventBody? body = index >= 0 && read.Get(Column.Bodies, RowKey.Of(index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        return body?.Name == Made && read.Get(Column.UsesByHolder, KeyOf(UseMade.Parser.ParseFrom(body.Event).HolderHandles[0], index)) is byte[] row
            ? UseRow.Parser.ParseFrom(row)
            : throw GivenConsents.NotFound();
    }

    /// <summary>Something became known of a use. Part of the folds of objections and receipts, and as those never refuses.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="holders">Those who hold what was used.</param>
    /// <param name="index">Log index of the use.</param>
    /// <param name="change">What is to be known of it from here on.</param>
    /// <returns>The use; null where only its leaf was recovered.</returns>
    public static UseRow? Change(LedgerWrite write, IEnumerable<ByteString> holders, long index, Action<UseRow> change)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(change);
        UseRow? use = null;
        foreach (byte[] key in holders.Select(holder => KeyOf(holder, index)))
        {
            if (write.Get(Column.UsesByHolder, key) is byte[] row)
            {
                use = UseRow.Parser.ParseFrom(row);
                change(use);
                write.Put(Column.UsesByHolder, key, use.ToByteArray());
            }
        }

        return use;
    }

    private static void Fold(LedgerWrite write, UseMade made, EventPosition position)
    {
        byte[] row = new UseRow { Made = made, Time = position.Time.ToUnixTimeMilliseconds() }.ToByteArray();
        foreach (ByteString holder in made.HolderHandles)
        {
            write.Put(Column.UsesByHolder, KeyOf(holder, position.Index), row);
        }

        DateOnly day = LicenceDate.InChina(position.Time);
        write.Put(Column.UsesByCaller, KeyOf(made.Caller, day), RowKey.Of(CountOf(write, made.Caller, day) + 1));
        if (!made.ConsentHandle.IsEmpty)
        {
            ConsentTable.Use(write, made.ConsentHandle);
        }
    }

    // The complement of the index: the newest comes first.
    private static byte[] KeyOf(ByteString holder, long index) => new RowKey().AddFixed(holder.Span).Add(long.MaxValue - index).ToArray();

    private static byte[] KeyOf(ByteString caller, DateOnly day) => new RowKey().AddFixed(caller.Span).Add((long)day.DayNumber).ToArray();
}
