using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>Compares the sealed files of a node's folder with what its log says of them. Needs no key.</summary>
internal static class MaterialFileCheck
{
    /// <summary>The first material whose file is missing or not what was registered; null where there is none.</summary>
    /// <param name="rows">The rows that the log adds up to.</param>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="done">Told now and then how many were compared.</param>
    /// <param name="cancel">Gives up.</param>
    public static ReplayDifference? Find(LedgerRead rows, string folder, Action<long> done, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(done);
        long count = 0;
        foreach (Material material in rows.Scan(Column.Materials, []).Select(row => Material.Of(MaterialRow.Parser.ParseFrom(row.Value))))
        {
            cancel.ThrowIfCancellationRequested();
            if (material.IsErased || material.SealedFileSha256 is null || HolderTable.IsErased(rows, material.Holder))
            {
                continue;
            }

            Digest? found = MaterialFiles.HashSealed(folder, material.Handle);
            if (found != material.SealedFileSha256)
            {
                return found is null
                    ? new($"材料 {material.Identifier} 的文件缺失。", $"The file of material {material.Identifier} is missing.")
                    : new($"材料 {material.Identifier} 的文件已被改动。", $"The file of material {material.Identifier} was changed.");
            }

            done(++count);
        }

        return null;
    }
}
