using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>A material made ready outside the turn; all that is left is to enter it.</summary>
/// <param name="Registered">The event.</param>
/// <param name="Content">The sealed content that goes with it.</param>
/// <param name="Holder">Its holder, a new one with its key.</param>
/// <param name="Previous">The version, or promise, whose place it takes; null for a first version.</param>
/// <param name="NewestSeen">Position of the newest material of the holder and type that was looked at; null for none.</param>
internal sealed record PreparedMaterial(MaterialRegistered Registered, byte[] Content, PreparedHolder Holder, Material? Previous, byte[]? NewestSeen)
{
    /// <summary>Enters it, and with it its holder where that is new.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: the version before has ended since; nothing is entered.</exception>
    /// <returns>Null, and nothing is entered, where holder or materials have changed since it was made ready.</returns>
    public LogReceipt? Enter(LedgerWrite write, HolderRegister holders, RequestKey key)
    {
        if (write.ReceiptOf(key) is LogReceipt done)
        {
            return done;
        }

        if (!HolderRegister.Fits(write, Holder) || !IsNewest(write))
        {
            return null;
        }

        MaterialEnded? ended = Previous is null ? null : MaterialTable.Find(write, Previous.Handle)!.Replace(Registered.Handle);
        holders.Register(write, Holder);
        LogReceipt receipt = write.Append(Registered, Content, key);
        if (ended is not null)
        {
            write.Append(ended);
        }

        return receipt;
    }

    // Otherwise the same file could just have been handed in by another request.
    private bool IsNewest(LedgerWrite write)
    {
        MaterialIdentifier identifier = MaterialIdentifier.Find(Registered.Identifier)!;
        byte[]? newest = write.Scan(Column.MaterialsByHolder, MaterialTable.OfHolder(Holder.Handle, identifier.Type), limit: 1)
            .Select(row => row.Key).FirstOrDefault();
        return newest is null ? NewestSeen is null : NewestSeen is not null && newest.AsSpan().SequenceEqual(NewestSeen);
    }
}
