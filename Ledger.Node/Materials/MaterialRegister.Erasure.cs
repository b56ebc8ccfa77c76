using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Materials;

/// <summary>销毁: nobody can read a material any more, and the log goes on proving that there was one.</summary>
internal sealed partial class MaterialRegister
{
    /// <summary>Removes the files of a holder who was erased: nobody has their keys any more.</summary>
    internal void RemoveFilesOf(LedgerRead rows, ByteString holder)
    {
        foreach ((_, Material material) in MaterialTable.Scan(
            rows, Storage.Column.MaterialsByHolder, MaterialTable.OfHolder(holder, type: null), after: null, int.MaxValue))
        {
            files.Delete(material.Handle);
        }
    }

    /// <summary>
    /// Erases a material: its key, salt and all that lay sealed of it in the turn, its file behind that. What the database still has of the
    /// removed rows is then rewritten, so that the disk does not hold them either; backups made before do, until they are replaced.
    /// </summary>
    /// <param name="authority">归集机构: the caller's authority.</param>
    /// <param name="identifier">Which.</param>
    /// <param name="key">The request; repeated it certifies the same erasure.</param>
    /// <param name="cancel">Stops waiting; it may be erased all the same.</param>
    /// <returns>What the authority certifies.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent or another authority's; <see cref="LedgerError.WrongState"/>: erased before by another request;
    /// <see cref="LedgerError.SealNotInForce"/>: nothing could be certified, and nothing was erased.
    /// </exception>
    public async Task<ErasureCertificate> EraseAsync(string authority, string identifier, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        ByteString handle;
        using (LedgerRead rows = ledger.Read())
        {
            _ = seals.DeskOf(rows).RequireInForce(authority);
            handle = MaterialIdentifier.Find(identifier) is { } known && known.Authority == authority && MaterialTable.Find(rows, known) is Material found
                ? found.Handle
                : throw NotFound();
        }

        await ledger.WriteOnceAsync(
            key,
            write =>
            {
                MaterialErased erased = MaterialTable.Find(write, handle)!.Erase();
                MaterialTable.SealedIndexes(write, handle).ToList().ForEach(write.EraseSealed);
                return write.Append(erased);
            },
            cancel);

        // From here on nobody can read it. A crash leaves bytes without a key, which the next start, or the same request again, removes.
        files.Delete(handle);
        using LedgerRead after = ledger.Read();
        ledger.PurgeErased(MaterialTable.SealedIndexes(after, handle));
        return ErasureCertificate.Make(MaterialTable.Find(after, handle)!, ledger.Origin, seals.DeskOf(after).RequireInForce(authority));
    }
}
