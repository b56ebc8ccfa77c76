using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The events by which the log commits to the audit log: from then on whatever covers the log (checkpoints, witnesses, mirrors, anchors)
/// covers the audit log up to there. Of the event its leaf is public, and that is a salted hash.
/// </summary>
internal static class AuditCommitments
{
    /// <summary>Wire name of <see cref="AuditCommitted"/>.</summary>
    public const string Committed = "audit.committed.v1";

    private const int RowLength = sizeof(long) + (2 * Digest.Length);

    /// <summary>The one subject of these events: all of them are a chain in the status map.</summary>
    public static MapSubject Subject { get; } =
        new(MapNamespace.AuditLog, ByteString.CopyFrom(SHA256.HashData("ledger audit log"u8).AsSpan(0, MapKey.HandleLength)));

    /// <summary>Adds the event.</summary>
    public static void AddTo(EventCatalogue events) => events.Add(
        Committed,
        EventType.AuditCommitted,
        AuditCommitted.Parser,
        _ => Subject,
        (write, e, position) => write.Put(Column.AuditCommitments, LogRows.Number(position.Index), Row(e)));

    /// <summary>The event that commits to an edge.</summary>
    public static AuditCommitted Of(AuditEdge edge) => new()
    {
        Size = edge.Size,
        Sha256Root = ByteString.CopyFrom(edge.Sha256.Root().Span),
        Sm3Root = ByteString.CopyFrom(edge.Sm3.Root().Span),
    };

    /// <summary>All commitments that the rows know, in the order of the log.</summary>
    /// <exception cref="FormatException">A row is malformed.</exception>
    public static IEnumerable<AuditCommitment> All(LedgerRead rows) =>
        rows.Scan(Column.AuditCommitments, []).Select(row => Read(LogRows.ReadNumber(row.Key), row.Value));

    /// <summary>The newest commitment; null where there is none yet, or where its body was lost before a recovery.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="origin">Origin of the log.</param>
    /// <exception cref="FormatException">A row is malformed.</exception>
    /// <exception cref="StoreException">It is missing.</exception>
    public static AuditCommitment? Newest(LedgerRead rows, string origin)
    {
        if (rows.Get(Column.StatusEntries, Subject.KeyIn(origin).Span) is not byte[] status)
        {
            return null;
        }

        long index = LogRows.ReadStatusEntry(status).LastIndex;
        return rows.Get(Column.AuditCommitments, LogRows.Number(index)) is byte[] row ? Read(index, row)
            : rows.Get(Column.LostBodies, LogRows.Number(index)) is not null ? null
            : throw new StoreException($"{Column.AuditCommitments}: the row of entry {index} is missing.");
    }

    // A fold never refuses: whatever lengths an event's roots have, the row has the right ones.
    private static byte[] Row(AuditCommitted e)
    {
        byte[] row = new byte[RowLength];
        BinaryPrimitives.WriteInt64BigEndian(row, e.Size);
        e.Sha256Root.Span[..Math.Min(Digest.Length, e.Sha256Root.Length)].CopyTo(row.AsSpan(sizeof(long)));
        e.Sm3Root.Span[..Math.Min(Digest.Length, e.Sm3Root.Length)].CopyTo(row.AsSpan(sizeof(long) + Digest.Length));
        return row;
    }

    private static AuditCommitment Read(long index, byte[] row) => row.Length == RowLength
        ? new AuditCommitment(
            index,
            LogRows.ReadNumber(row.AsSpan(0, sizeof(long))),
            new Digest(row.AsSpan(sizeof(long), Digest.Length)),
            new Digest(row.AsSpan(sizeof(long) + Digest.Length)))
        : throw new FormatException("A stored commitment to the audit log is malformed.");
}
