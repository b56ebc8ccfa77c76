using System.Buffers.Binary;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>The rows of objections to uses, by the system that made the use, and what the event does to them.</summary>
internal static class UseObjectionTable
{
    /// <summary>Wire name of <see cref="UseObjected"/>.</summary>
    public const string Objected = "use.objected.v1";

    /// <summary>Wire name of <see cref="UseObjectionAnswered"/>.</summary>
    public const string Answered = "use.objection-answered.v1";

    /// <summary>Adds the events.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Objected, EventType.MaterialNoted, UseObjected.Parser, e => ConsentTable.UsesOf(e.Handle), Fold);
        events.Add(Answered, EventType.MaterialNoted, UseObjectionAnswered.Parser, e => ConsentTable.UsesOf(e.Handle), Fold);
    }

    /// <summary>Objections to uses that a system made, the newest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="caller">Keyed hash of the system.</param>
    /// <param name="before">Log index of the objection to go on behind, towards the older; null to begin with the newest.</param>
    public static IEnumerable<(long Index, UseObjectionRow Row)> OfCaller(LedgerRead read, ByteString caller, long? before)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = before is long index ? KeyOf(caller, index) : null;
        return read.Scan(Column.ObjectionsByCaller, caller.ToByteArray(), last).Select(row =>
            (long.MaxValue - BinaryPrimitives.ReadInt64BigEndian(row.Key.AsSpan(Digest.Length)), UseObjectionRow.Parser.ParseFrom(row.Value)));
    }

    /// <summary>The objection that stands at an index of the log, to a use that a system made; null where there is none.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="caller">Keyed hash of the system.</param>
    /// <param name="index">Log index of the objection.</param>
    public static UseObjectionRow? Find(LedgerRead read, ByteString caller, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        return index >= 0 && read.Get(Column.ObjectionsByCaller, KeyOf(caller, index)) is byte[] row ? UseObjectionRow.Parser.ParseFrom(row) : null;
    }

    private static void Fold(LedgerWrite write, UseObjectionAnswered answered, EventPosition position) =>
        UseTable.Change(write, answered.HolderHandles, answered.UseIndex, use =>
            (use.AnswerIndex, use.AnswerTime, use.AnswerUpheld) = (position.Index, position.Time.ToUnixTimeMilliseconds(), answered.Upheld));

    private static void Fold(LedgerWrite write, UseObjected objected, EventPosition position)
    {
        long time = position.Time.ToUnixTimeMilliseconds();
        if (UseTable.Change(write, objected.HolderHandles, objected.UseIndex, use => use.ObjectedTime = time) is UseRow use)
        {
            write.Put(Column.ObjectionsByCaller, KeyOf(use.Made.Caller, position.Index), new UseObjectionRow { Objected = objected, Time = time }.ToByteArray());
        }
    }

    // The complement of the index: the newest comes first.
    private static byte[] KeyOf(ByteString caller, long index) => new RowKey().AddFixed(caller.Span).Add(long.MaxValue - index).ToArray();
}
