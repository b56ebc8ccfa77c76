using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>The rows of the materials and their indexes, each with the newest first, and what the events do to them.</summary>
internal static class MaterialTable
{
    /// <summary>Wire name of <see cref="MaterialRegistered"/>.</summary>
    public const string Registered = "material.registered.v1";

    /// <summary>Wire name of <see cref="MaterialPromised"/>.</summary>
    public const string Promised = "material.promised.v1";

    /// <summary>Wire name of <see cref="MaterialAttached"/>.</summary>
    public const string Attached = "material.attached.v1";

    /// <summary>Wire name of <see cref="MaterialAccepted"/>.</summary>
    public const string Accepted = "material.accepted.v1";

    /// <summary>Wire name of <see cref="MaterialDisputed"/>.</summary>
    public const string Disputed = "material.disputed.v1";

    /// <summary>Wire name of <see cref="MaterialDisputeLifted"/>.</summary>
    public const string DisputeLifted = "material.dispute-lifted.v1";

    /// <summary>Wire name of <see cref="MaterialEnded"/>.</summary>
    public const string Ended = "material.ended.v1";

    /// <summary>Wire name of <see cref="MaterialErased"/>.</summary>
    public const string Erased = "material.erased.v1";

    /// <summary>Adds the events of materials.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Registered, EventType.MaterialRegistered, MaterialRegistered.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(Promised, EventType.MaterialRegistered, MaterialPromised.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(Attached, EventType.MaterialNoted, MaterialAttached.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(Accepted, EventType.MaterialNoted, MaterialAccepted.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(Disputed, EventType.MaterialNoted, MaterialDisputed.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(DisputeLifted, EventType.MaterialNoted, MaterialDisputeLifted.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(Ended, EventType.Revoke, MaterialEnded.Parser, e => Subject(e.Handle), MaterialFold.Apply);
        events.Add(Erased, EventType.MaterialErased, MaterialErased.Parser, e => Subject(e.Handle), MaterialFold.Apply);
    }

    /// <summary>The material with this handle, or null.</summary>
    public static Material? Find(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Materials, Handle.Checked(handle).Span) is byte[] row ? Material.Of(MaterialRow.Parser.ParseFrom(row)) : null;
    }

    /// <summary>The material with this identifier, or null.</summary>
    public static Material? Find(LedgerRead read, MaterialIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(identifier);
        return read.Get(Column.MaterialsByIdentifier, RowKey.Of(identifier.ToString())) is byte[] handle ? Find(read, ByteString.CopyFrom(handle)) : null;
    }

    /// <summary>The material, or promise, whose registration, or attachment to another case, stands at an index of the log.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where another event stands there.</exception>
    public static Material GetRegisteredAt(LedgerRead read, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        EventBody? body = read.Get(Column.Bodies, RowKey.Of(index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        ByteString? handle = body?.Name switch
        {
            Registered => MaterialRegistered.Parser.ParseFrom(body.Event).Handle,
            Promised => MaterialPromised.Parser.ParseFrom(body.Event).Handle,
            Attached => MaterialAttached.Parser.ParseFrom(body.Event).Handle,
            _ => null,
        };
        return handle is not null && Find(read, handle) is Material material
            ? material
            : throw new LedgerException(LedgerError.NotFound, "没有这份材料。", "There is no such material.");
    }

    /// <summary>Log indexes of everything beside which content of a material may lie sealed.</summary>
    public static IReadOnlyList<long> SealedIndexes(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        MaterialRow row = MaterialRow.Parser.ParseFrom(read.Get(Column.Materials, Handle.Checked(handle).Span)!);
        return [row.Index, .. row.EventIndexes];
    }

    /// <summary>The materials behind an index's prefix, the newest first, each with its position.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="column">The index.</param>
    /// <param name="prefix">What they have in common: <see cref="OfHolder"/>, <see cref="OfAuthority"/>, <see cref="OfCase"/>.</param>
    /// <param name="after">The position to go on after; null for the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public static IEnumerable<(byte[] Position, Material Material)> Scan(LedgerRead read, Column column, byte[] prefix, byte[]? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Scan(column, prefix, after, limit).Select(row => (row.Key, Find(read, ByteString.CopyFrom(row.Value))!));
    }

    /// <summary>Prefix in <see cref="Column.MaterialsByHolder"/>.</summary>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="type">材料目录编码; null for all types.</param>
    public static byte[] OfHolder(ByteString holder, string? type)
    {
        RowKey key = new RowKey().AddFixed(Handle.Checked(holder).Span);
        return (type is null ? key : key.Add(type)).ToArray();
    }

    /// <summary>Prefix in <see cref="Column.MaterialsByAuthority"/>.</summary>
    /// <param name="authority">归集机构.</param>
    /// <param name="type">材料目录编码; null for all types.</param>
    public static byte[] OfAuthority(string authority, string? type)
    {
        RowKey key = new RowKey().Add(authority);
        return (type is null ? key : key.Add(type)).ToArray();
    }

    /// <summary>Prefix in <see cref="Column.MaterialsByCase"/>.</summary>
    /// <param name="lookup"><see cref="HolderSecrets.CaseLookup"/>.</param>
    public static byte[] OfCase(Digest lookup) => lookup.ToArray();

    /// <summary>The key of a material behind a prefix.</summary>
    public static byte[] Behind(byte[] prefix, long index) => new RowKey().AddFixed(prefix).Add(long.MaxValue - index).ToArray();

    private static MapSubject Subject(ByteString handle) => new(MapNamespace.Material, handle);
}
