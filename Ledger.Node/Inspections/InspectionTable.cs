using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Inspections;

/// <summary>The rows of inspection plans, by handle, by number and by authority, and what the events do to them.</summary>
internal static class InspectionTable
{
    /// <summary>Wire name of <see cref="InspectionRegistered"/>.</summary>
    public const string Registered = "inspection.registered.v1";

    /// <summary>Wire name of <see cref="InspectionEnded"/>.</summary>
    public const string Ended = "inspection.ended.v1";

    /// <summary>Adds the events.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Registered, EventType.InspectionRegistered, InspectionRegistered.Parser, e => Subject(e.Handle), Fold);
        events.Add(Ended, EventType.InspectionEnded, InspectionEnded.Parser, e => Subject(e.Handle), Fold);
    }

    /// <summary>A plan in the status map.</summary>
    public static MapSubject Subject(ByteString plan) => new(MapNamespace.Inspection, plan);

    /// <summary>The plan with this handle, or null.</summary>
    public static Inspection? Find(LedgerRead read, ByteString plan)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Inspections, Handle.Checked(plan).Span) is byte[] row ? new Inspection(InspectionRow.Parser.ParseFrom(row)) : null;
    }

    /// <summary>The plan of a number, or null.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="lookup">Keyed hash of authority and number.</param>
    public static Inspection? Find(LedgerRead read, Digest lookup)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.InspectionsByNumber, lookup.Span) is byte[] handle ? Find(read, ByteString.CopyFrom(handle)) : null;
    }

    /// <summary>The plans that an authority registered, the newest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="authority">Its unified social credit code.</param>
    /// <param name="before">Log index of the plan to go on behind, towards the older; null to begin with the newest.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<Inspection> OfAuthority(LedgerRead read, string authority, long? before, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = before is long index ? KeyOf(authority, index) : null;
        return read.Scan(Column.InspectionsByAuthority, Encoding.ASCII.GetBytes(authority), last, limit).Select(row => Find(read, ByteString.CopyFrom(row.Value))!);
    }

    private static void Fold(LedgerWrite write, InspectionRegistered registered, EventPosition position)
    {
        InspectionRow row = new() { Registered = registered, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds() };
        write.Put(Column.Inspections, registered.Handle.Span, row.ToByteArray());
        write.Put(Column.InspectionsByNumber, registered.Lookup.Span, registered.Handle.Span);
        write.Put(Column.InspectionsByAuthority, KeyOf(registered.Authority, position.Index), registered.Handle.Span);
    }

    private static void Fold(LedgerWrite write, InspectionEnded ended, EventPosition position)
    {
        // The registration may be one of which only the leaf was recovered.
        if (write.Get(Column.Inspections, ended.Handle.Span) is byte[] bytes)
        {
            InspectionRow row = InspectionRow.Parser.ParseFrom(bytes);
            row.EndedTime = position.Time.ToUnixTimeMilliseconds();
            write.Put(Column.Inspections, ended.Handle.Span, row.ToByteArray());
        }
    }

    // The complement of the index: the newest comes first.
    private static byte[] KeyOf(string authority, long index)
    {
        byte[] key = new byte[authority.Length + sizeof(long)];
        Encoding.ASCII.GetBytes(authority, key);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(authority.Length), long.MaxValue - index);
        return key;
    }
}
