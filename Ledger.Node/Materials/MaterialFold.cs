using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>What the events do to the rows of materials.</summary>
internal static class MaterialFold
{
    public static void Apply(LedgerWrite write, MaterialRegistered registered, EventPosition position) => Enter(
        write, new MaterialRow { Registered = registered, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds() });

    public static void Apply(LedgerWrite write, MaterialPromised promised, EventPosition position) => Enter(
        write, new MaterialRow { Promised = promised, Index = position.Index, Time = position.Time.ToUnixTimeMilliseconds() });

    public static void Apply(LedgerWrite write, MaterialAttached attached, EventPosition position) => Change(write, attached.Handle, position, row =>
    {
        row.Attached.Add(new AttachedCase { CaseLookup = attached.CaseLookup, Index = position.Index });
        write.Put(Column.MaterialsByCase, MaterialTable.Behind(MaterialTable.OfCase(new Digest(attached.CaseLookup.Span)), position.Index), attached.Handle.Span);
    });

    public static void Apply(LedgerWrite write, MaterialAccepted accepted, EventPosition position) =>
        Change(write, accepted.Handle, position, row => row.AcceptedLevel = accepted.Level);

    public static void Apply(LedgerWrite write, MaterialDisputed disputed, EventPosition position) =>
        Change(write, disputed.Handle, position, row => row.Disputed = true);

    public static void Apply(LedgerWrite write, MaterialDisputeLifted lifted, EventPosition position) =>
        Change(write, lifted.Handle, position, row => row.Disputed = false);

    public static void Apply(LedgerWrite write, MaterialEnded ended, EventPosition position) =>
        Change(write, ended.Handle, position, row => row.Ended = ended);

    public static void Apply(LedgerWrite write, MaterialErased erased, EventPosition position) => Change(write, erased.Handle, position, row =>
    {
        (row.ErasedIndex, row.ErasedTime) = (position.Index, position.Time.ToUnixTimeMilliseconds());

        // Nobody finds any more whose it was, or of which case.
        Material material = Material.Of(row);
        write.Delete(Column.MaterialsByHolder, MaterialTable.Behind(MaterialTable.OfHolder(material.Holder, material.Identifier.Type), row.Index));
        if (material.Case is Digest lookup)
        {
            write.Delete(Column.MaterialsByCase, MaterialTable.Behind(MaterialTable.OfCase(lookup), row.Index));
        }

        foreach (AttachedCase other in row.Attached)
        {
            write.Delete(Column.MaterialsByCase, MaterialTable.Behind(MaterialTable.OfCase(new Digest(other.CaseLookup.Span)), other.Index));
        }
    });

    private static void Enter(LedgerWrite write, MaterialRow row)
    {
        Material material = Material.Of(row);
        ReadOnlySpan<byte> handle = material.Handle.Span;
        (string type, string authority) = (material.Identifier.Type, material.Identifier.Authority);
        write.Put(Column.Materials, handle, row.ToByteArray());
        write.Put(Column.MaterialsByIdentifier, RowKey.Of(material.Identifier.ToString()), handle);
        write.Put(Column.MaterialsByHolder, MaterialTable.Behind(MaterialTable.OfHolder(material.Holder, type), row.Index), handle);
        write.Put(Column.MaterialsByAuthority, MaterialTable.Behind(MaterialTable.OfAuthority(authority, type), row.Index), handle);
        if (material.Case is Digest lookup)
        {
            write.Put(Column.MaterialsByCase, MaterialTable.Behind(MaterialTable.OfCase(lookup), row.Index), handle);
        }
    }

    private static void Change(LedgerWrite write, ByteString handle, EventPosition position, Action<MaterialRow> change)
    {
        // The registration may be one of which only the leaf was recovered.
        if (write.Get(Column.Materials, handle.Span) is byte[] bytes)
        {
            MaterialRow row = MaterialRow.Parser.ParseFrom(bytes);
            row.EventIndexes.Add(position.Index);
            change(row);
            write.Put(Column.Materials, handle.Span, row.ToByteArray());
        }
    }
}
