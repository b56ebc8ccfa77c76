using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Seals;

/// <summary>The rows of grants, of their use (用章记录) and of attempts without one, and what the events do to them.</summary>
internal static class SealGrantTable
{
    /// <summary>Wire name of <see cref="SealGranted"/>.</summary>
    public const string Granted = "seal.granted.v1";

    /// <summary>Wire name of <see cref="SealGrantWithdrawn"/>.</summary>
    public const string Withdrawn = "seal.grant-withdrawn.v1";

    /// <summary>Wire name of <see cref="SealUseRefused"/>.</summary>
    public const string UseRefused = "seal.use-refused.v1";

    /// <summary>Adds the events.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Granted, EventType.SealGranted, SealGranted.Parser, e => SealTable.SubjectOf(e.Handle), Fold);
        events.Add(Withdrawn, EventType.SealGrantWithdrawn, SealGrantWithdrawn.Parser, e => SealTable.SubjectOf(e.Handle), Fold);
        events.Add(UseRefused, EventType.SealUseRefused, SealUseRefused.Parser, e => SealTable.SubjectOf(e.Handle), Fold);
    }

    /// <summary>The name under which the attempts of an authority stand in log and map.</summary>
    public static ByteString AttemptsOf(string authority) =>
        ByteString.CopyFrom(Sm3.Hash(Encoding.UTF8.GetBytes($"seal-attempts\n{authority}")).Span[..MapKey.HandleLength]);

    /// <summary>A grant of a seal, or null.</summary>
    public static SealGrant? Find(LedgerRead read, ByteString seal, ByteString grant)
    {
        ArgumentNullException.ThrowIfNull(read);
        return FindRow(read, seal, grant) is { } row ? new SealGrant(row) : null;
    }

    /// <summary>Every grant of a seal, the oldest first.</summary>
    public static IReadOnlyList<SealGrant> Of(LedgerRead read, ByteString seal)
    {
        ArgumentNullException.ThrowIfNull(read);
        return
        [
            .. read.Scan(Column.SealGrants, Handle.Checked(seal).ToByteArray())
                .Select(row => new SealGrant(SealGrantRow.Parser.ParseFrom(row.Value)))
                .OrderBy(grant => grant.Index),
        ];
    }

    /// <summary>What was sealed, the newest last.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="seal">The seal.</param>
    /// <param name="after">The log index to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<SealedLicence> Uses(LedgerRead read, ByteString seal, long? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = after is { } index ? UseKey(seal, index) : null;
        return read.Scan(Column.SealUses, Handle.Checked(seal).ToByteArray(), last, limit)
            .Select(row => SealedLicence.Of(IndexOf(row.Key), SealUseRow.Parser.ParseFrom(row.Value)));
    }

    /// <summary>An authority's attempts without the right to, the oldest first.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="authority">The authority.</param>
    /// <param name="after">The log index to go on after; null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<RefusedUse> Refusals(LedgerRead read, string authority, long? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? last = after is { } index ? RefusalKey(authority, index) : null;
        return read.Scan(Column.SealRefusals, RowKey.Of(authority), last, limit)
            .Select(row => RefusedUse.Of(IndexOf(row.Key), SealRefusalRow.Parser.ParseFrom(row.Value)));
    }

    /// <summary>用章记录: a licence was sealed. Part of the fold that issues it, and as that never refuses.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="seal">The seal; empty for licences of before seals stood in the log.</param>
    /// <param name="use">What the row says.</param>
    /// <param name="position">Where the licence was issued.</param>
    public static void Use(LedgerWrite write, ByteString seal, SealUseRow use, EventPosition position)
    {
        if (seal.IsEmpty)
        {
            return;
        }

        use.Time = position.Time.ToUnixTimeMilliseconds();
        write.Put(Column.SealUses, UseKey(seal, position.Index), use.ToByteArray());
        if (FindRow(write, seal, use.GrantHandle) is { } grant)
        {
            grant.Used++;
            write.Put(Column.SealGrants, GrantKey(seal, use.GrantHandle), grant.ToByteArray());
        }
    }

    private static void Fold(LedgerWrite write, SealGranted granted, EventPosition position)
    {
        SealGrantRow row = new() { Granted = granted, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds() };
        write.Put(Column.SealGrants, GrantKey(granted.SealHandle, granted.Handle), row.ToByteArray());
    }

    private static void Fold(LedgerWrite write, SealGrantWithdrawn withdrawn, EventPosition position)
    {
        if (FindRow(write, withdrawn.SealHandle, withdrawn.Handle) is { } row)
        {
            (row.WithdrawnIndex, row.WithdrawnTime) = (position.Index, position.Time.ToUnixTimeMilliseconds());
            write.Put(Column.SealGrants, GrantKey(withdrawn.SealHandle, withdrawn.Handle), row.ToByteArray());
        }
    }

    private static void Fold(LedgerWrite write, SealUseRefused refused, EventPosition position)
    {
        SealRefusalRow row = new() { Refused = refused, Time = position.Time.ToUnixTimeMilliseconds() };
        write.Put(Column.SealRefusals, RefusalKey(refused.Authority, position.Index), row.ToByteArray());
    }

    private static SealGrantRow? FindRow(LedgerRead read, ByteString seal, ByteString grant) =>
        read.Get(Column.SealGrants, GrantKey(seal, grant)) is byte[] row ? SealGrantRow.Parser.ParseFrom(row) : null;

    private static byte[] GrantKey(ByteString seal, ByteString grant) =>
        [.. Handle.Checked(seal).Span, .. Handle.Checked(grant).Span];

    private static byte[] UseKey(ByteString seal, long index) => new RowKey().AddFixed(seal.Span).Add(index).ToArray();

    private static byte[] RefusalKey(string authority, long index) => new RowKey().Add(authority).Add(index).ToArray();

    private static long IndexOf(byte[] key) => BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(^sizeof(long)));
}
