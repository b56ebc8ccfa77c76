using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>The rows of consents, by handle, by holder and by guardian, and what the events do to them.</summary>
internal static class ConsentTable
{
    /// <summary>Wire name of <see cref="ConsentGranted"/>.</summary>
    public const string Granted = "consent.granted.v1";

    /// <summary>Wire name of <see cref="ConsentWithdrawn"/>.</summary>
    public const string Withdrawn = "consent.withdrawn.v1";

    /// <summary>Adds the events.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Granted, EventType.ConsentGranted, ConsentGranted.Parser, e => Subject(e.Handle), Fold);
        events.Add(Withdrawn, EventType.ConsentWithdrawn, ConsentWithdrawn.Parser, e => Subject(e.Handle), Fold);
    }

    /// <summary>A consent in the status map.</summary>
    public static MapSubject Subject(ByteString consent) => new(MapNamespace.Consent, consent);

    /// <summary>The uses of a consent in the status map: its version there counts them.</summary>
    public static MapSubject UsesOf(ByteString consent) => new(MapNamespace.Usage, consent);

    /// <summary>The consent with this handle, or null.</summary>
    public static Consent? Find(LedgerRead read, ByteString consent) => RowOf(read, consent) is ConsentRow row ? new Consent(row) : null;

    /// <summary>The consents of a holder, the oldest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="after">Log index of the grant to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<Consent> OfHolder(LedgerRead read, ByteString holder, long? after, int limit) =>
        Scan(read, Column.ConsentsByHolder, Handle.Checked(holder), after, limit);

    /// <summary>The consents that a person granted as a guardian, the oldest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="person">Keyed hash of the person, 32 bytes.</param>
    /// <param name="after">Log index of the grant to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<Consent> OfGuardian(LedgerRead read, ByteString person, long? after, int limit) =>
        Scan(read, Column.ConsentsByGuardian, person, after, limit);

    /// <summary>A consent was used once more. Part of the fold of a use, and as that never refuses.</summary>
    public static void Use(LedgerWrite write, ByteString consent)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (RowOf(write, consent) is ConsentRow row)
        {
            row.Used++;
            write.Put(Column.Consents, consent.Span, row.ToByteArray());
        }
    }

    private static void Fold(LedgerWrite write, ConsentGranted granted, EventPosition position)
    {
        ConsentRow row = new() { Granted = granted, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds() };
        write.Put(Column.Consents, granted.Handle.Span, row.ToByteArray());
        write.Put(Column.ConsentsByHolder, KeyOf(granted.HolderHandle, position.Index), granted.Handle.Span);
        if (granted.ByGuardian)
        {
            write.Put(Column.ConsentsByGuardian, KeyOf(granted.ByPerson, position.Index), granted.Handle.Span);
        }
    }

    private static void Fold(LedgerWrite write, ConsentWithdrawn withdrawn, EventPosition position)
    {
        // The grant may be one of which only the leaf was recovered.
        if (RowOf(write, withdrawn.Handle) is ConsentRow row)
        {
            row.WithdrawnTime = position.Time.ToUnixTimeMilliseconds();
            write.Put(Column.Consents, withdrawn.Handle.Span, row.ToByteArray());
        }
    }

    private static IEnumerable<Consent> Scan(LedgerRead read, Column column, ByteString owner, long? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = after is long index ? KeyOf(owner, index) : null;
        return read.Scan(column, owner.ToByteArray(), last, limit).Select(row => Find(read, ByteString.CopyFrom(row.Value))!);
    }

    private static ConsentRow? RowOf(LedgerRead read, ByteString consent)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Consents, Handle.Checked(consent).Span) is byte[] row ? ConsentRow.Parser.ParseFrom(row) : null;
    }

    private static byte[] KeyOf(ByteString owner, long index) => new RowKey().AddFixed(owner.Span).Add(index).ToArray();
}
