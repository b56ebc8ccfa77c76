using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>The byte forms of the log's own rows.</summary>
internal static class LogRows
{
    private const int StatusEntryLength = 1 + 4 + 8 + Digest.Length;
    private const int RequestLength = 8 + Digest.Length;
    private const int AuditSizeLength = 2 * sizeof(long);

    /// <summary>Key of the row that holds the size of the log.</summary>
    public static byte[] SizeKey => "size"u8.ToArray();

    /// <summary>Key of the row that holds the origin of the log.</summary>
    public static byte[] OriginKey => "origin"u8.ToArray();

    /// <summary>Key of the row that holds the size of the audit log.</summary>
    public static byte[] AuditSizeKey => "audit"u8.ToArray();

    /// <summary>16 bytes: size of the audit log, and its size before the newest group.</summary>
    public static byte[] OfAuditSize(long size, long before) => [.. RowKey.Of(size), .. RowKey.Of(before)];

    /// <summary>Reads what <see cref="OfAuditSize"/> writes.</summary>
    /// <exception cref="FormatException">Another length, or sizes that cannot follow one another.</exception>
    public static (long Size, long Before) ReadAuditSize(ReadOnlySpan<byte> row) =>
        row.Length == AuditSizeLength && ReadNumber(row[sizeof(long)..]) is long before && ReadNumber(row[..sizeof(long)]) is long size && before < size
            ? (size, before)
            : throw new FormatException("The stored size of the audit log is malformed.");

    /// <summary>
    /// Key of a status entry that was superseded: map key, then 2^64 − 1 − the entry's last index, so that of one subject the newest comes
    /// first.
    /// </summary>
    public static byte[] SupersededKey(Digest mapKey, long lastIndex)
    {
        byte[] key = new byte[Digest.Length + sizeof(ulong)];
        mapKey.CopyTo(key);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(Digest.Length), ulong.MaxValue - (ulong)lastIndex);
        return key;
    }

    /// <summary>Eight bytes of a number.</summary>
    public static byte[] Number(long number) => RowKey.Of(number);

    /// <summary>The number in eight bytes.</summary>
    /// <exception cref="FormatException">Another length, or negative.</exception>
    public static long ReadNumber(ReadOnlySpan<byte> row) =>
        row.Length == sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(row) is >= 0 and long number
            ? number
            : throw new FormatException("A stored number is malformed.");

    /// <summary>45 bytes: status, version, last index, history.</summary>
    public static byte[] Of(StatusEntry entry)
    {
        byte[] row = new byte[StatusEntryLength];
        row[0] = (byte)entry.Status;
        BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(1), entry.Version);
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(5), entry.LastIndex);
        entry.History.CopyTo(row.AsSpan(13));
        return row;
    }

    /// <summary>Reads what <see cref="Of(StatusEntry)"/> writes.</summary>
    /// <exception cref="FormatException">Another length.</exception>
    public static StatusEntry ReadStatusEntry(ReadOnlySpan<byte> row) => row.Length == StatusEntryLength
        ? new StatusEntry(
            (SubjectStatus)row[0],
            BinaryPrimitives.ReadUInt32BigEndian(row[1..]),
            BinaryPrimitives.ReadInt64BigEndian(row[5..]),
            new Digest(row[13..]))
        : throw new FormatException("A stored status entry is malformed.");

    /// <summary>40 bytes: index of the request's first event, digest of the request.</summary>
    public static byte[] OfRequest(long index, Digest digest) => [.. RowKey.Of(index), .. digest.Span];

    /// <summary>Reads what <see cref="OfRequest"/> writes.</summary>
    /// <exception cref="FormatException">Another length.</exception>
    public static (long Index, Digest Digest) ReadRequest(ReadOnlySpan<byte> row) => row.Length == RequestLength
        ? (ReadNumber(row[..8]), new Digest(row[8..]))
        : throw new FormatException("A stored request is malformed.");
}
