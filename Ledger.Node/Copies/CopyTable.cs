using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Copies;

/// <summary>The rows of the copies, by serial and by licence, and what the events do to them.</summary>
internal static class CopyTable
{
    /// <summary>Wire name of <see cref="CopyMade"/>.</summary>
    public const string Made = "copy.made.v1";

    /// <summary>Wire name of <see cref="CopyWithdrawn"/>.</summary>
    public const string Withdrawn = "copy.withdrawn.v1";

    /// <summary>Adds the events of copies.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Made, EventType.Issue, CopyMade.Parser, made => Subject(made.Serial), Fold);
        events.Add(Withdrawn, EventType.Revoke, CopyWithdrawn.Parser, withdrawn => Subject(withdrawn.Serial), Fold);
    }

    /// <summary>The copy with this serial, or null.</summary>
    public static Copy? Find(LedgerRead read, ByteString serial) => RowOf(read, serial) is CopyRow row ? Copy.Of(row) : null;

    /// <summary>The copy whose making stands at an index of the log.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where another event stands there.</exception>
    public static Copy GetMadeAt(LedgerRead read, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        EventBody? body = read.Get(Column.Bodies, RowKey.Of(index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        return body?.Name == Made && Find(read, CopyMade.Parser.ParseFrom(body.Event).Serial) is Copy copy
            ? copy
            : throw new LedgerException(LedgerError.NotFound, "没有这份加注件。", "There is no such copy.");
    }

    /// <summary>The copies of a licence in the order of their making.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="licence">The licence's 16 bytes.</param>
    /// <param name="after">The index of the making to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<Copy> OfLicence(LedgerRead read, ByteString licence, long? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = after is long index ? KeyOf(licence, index) : null;
        return read.Scan(Column.CopiesByLicence, Handle.Checked(licence).ToByteArray(), last, limit)
            .Select(row => Find(read, ByteString.CopyFrom(row.Value))!);
    }

    private static void Fold(LedgerWrite write, CopyMade made, EventPosition position)
    {
        CopyRow row = new() { Made = made, MadeIndex = position.Index, MadeTime = position.Time.ToUnixTimeMilliseconds() };
        write.Put(Column.Copies, made.Serial.Span, row.ToByteArray());
        write.Put(Column.CopiesByLicence, KeyOf(made.LicenceHandle, position.Index), made.Serial.Span);
    }

    private static void Fold(LedgerWrite write, CopyWithdrawn withdrawn, EventPosition position)
    {
        // The making may be one of which only the leaf was recovered.
        if (RowOf(write, withdrawn.Serial) is CopyRow row)
        {
            (row.WithdrawnIndex, row.WithdrawnTime) = (position.Index, position.Time.ToUnixTimeMilliseconds());
            write.Put(Column.Copies, withdrawn.Serial.Span, row.ToByteArray());
        }
    }

    private static CopyRow? RowOf(LedgerRead read, ByteString serial)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Copies, Handle.Checked(serial).Span) is byte[] row ? CopyRow.Parser.ParseFrom(row) : null;
    }

    private static MapSubject Subject(ByteString serial) => new(MapNamespace.Copy, serial);

    private static byte[] KeyOf(ByteString licence, long index) => new RowKey().AddFixed(Handle.Checked(licence).Span).Add(index).ToArray();
}
