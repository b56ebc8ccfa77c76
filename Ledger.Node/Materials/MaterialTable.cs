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

    /// <summary>Adds the events of materials.</summary>
    public static void AddTo(EventCatalogue events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Add(Registered, EventType.MaterialRegistered, MaterialRegistered.Parser, registered => Subject(registered.Handle), Fold);
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

    /// <summary>The material whose registration stands at an index of the log.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where another event stands there.</exception>
    public static Material GetRegisteredAt(LedgerRead read, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        EventBody? body = read.Get(Column.Bodies, RowKey.Of(index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        return body?.Name == Registered && Find(read, MaterialRegistered.Parser.ParseFrom(body.Event).Handle) is Material material
            ? material
            : throw new LedgerException(LedgerError.NotFound, "没有这份材料。", "There is no such material.");
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

    private static void Fold(LedgerWrite write, MaterialRegistered registered, EventPosition position)
    {
        MaterialRow row = new() { Registered = registered, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds() };
        ReadOnlySpan<byte> handle = registered.Handle.Span;
        write.Put(Column.Materials, handle, row.ToByteArray());
        write.Put(Column.MaterialsByIdentifier, RowKey.Of(registered.Identifier), handle);
        Material material = Material.Of(row);
        (string type, string authority) = (material.Identifier.Type, material.Identifier.Authority);
        write.Put(Column.MaterialsByHolder, Behind(OfHolder(material.Holder, type), position.Index), handle);
        write.Put(Column.MaterialsByAuthority, Behind(OfAuthority(authority, type), position.Index), handle);
        if (material.Case is Digest lookup)
        {
            write.Put(Column.MaterialsByCase, Behind(OfCase(lookup), position.Index), handle);
        }
    }

    private static byte[] Behind(byte[] prefix, long index) => new RowKey().AddFixed(prefix).Add(long.MaxValue - index).ToArray();

    private static MapSubject Subject(ByteString handle) => new(MapNamespace.Material, handle);
}
