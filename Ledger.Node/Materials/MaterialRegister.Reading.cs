using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>What is read of materials.</summary>
internal sealed partial class MaterialRegister
{
    /// <summary>Opens a material: what was said of it when it was handed in.</summary>
    /// <param name="right">What the caller may read.</param>
    /// <param name="identifier">电子材料标识.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: none, erased, or not covered by the right; nothing tells which.</exception>
    public OpenedMaterial Open(MaterialRight right, string identifier)
    {
        ArgumentNullException.ThrowIfNull(right);
        using LedgerRead rows = ledger.Read();
        Material? material = MaterialIdentifier.Find(identifier) is MaterialIdentifier known ? MaterialTable.Find(rows, known) : null;
        return material is not null && right.Covers(material) ? Open(rows, material) : throw NotFound();
    }

    /// <summary>
    /// The file of an opened material, deciphered while it is read. Every byte given is the material's own and in its place: each 64 KiB are
    /// given only once their tag is found right. A file that was changed or cut short ends in an exception, never in an end of file.
    /// </summary>
    /// <param name="material">Opened by <see cref="Open(MaterialRight, string)"/>: who has it may have the file.</param>
    /// <param name="from">The first byte to give.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: a promise.</exception>
    /// <exception cref="StoreException">The file is missing or damaged.</exception>
    public Stream OpenFile(OpenedMaterial material, long from = 0)
    {
        ArgumentNullException.ThrowIfNull(material);
        if (material.Material.SealedFileSha256 is null)
        {
            throw new LedgerException(LedgerError.NotFound, "承诺没有文件。", "A promise has no file.");
        }

        return files.Open(material.Material.Handle, material.Content.FileKey.ToByteArray(), from);
    }

    /// <summary>Opens a material whose reader was checked before.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: it was erased.</exception>
    internal OpenedMaterial Open(LedgerRead rows, Material material) => FindOpened(rows, material) ?? throw NotFound();

    /// <summary>The same; null where it was erased.</summary>
    internal OpenedMaterial? FindOpened(LedgerRead rows, Material material) => MaterialContents.Find(rows, vault, material) is MaterialContent content
        ? new OpenedMaterial(
            material,
            material.StateOn(Today),
            content,
            MaterialReuse.FindRefusal(rows, material, types.Find(material.Identifier.Type), Today))
        : null;

    /// <summary>
    /// Files of which no event says anything, or of which one says that they were erased: what a crash left between a file and its event. Looked for before the ledger begins, while
    /// nobody hands anything in. None where events were lost before a recovery: theirs could be among them.
    /// </summary>
    public IReadOnlyList<ByteString> FindOrphans()
    {
        using LedgerRead rows = ledger.Read();
        return rows.Scan(Column.LostBodies, [], limit: 1).Any()
            ? []
            : [.. files.Stored().Where(handle => MaterialTable.Find(rows, handle) is null or { IsErased: true } || !HolderKeys.Exists(rows, MaterialTable.Find(rows, handle)!.Holder))];
    }

    /// <summary>Removes what <see cref="FindOrphans"/> found: once it is certain that the log was not rolled back.</summary>
    public void RemoveOrphans(IEnumerable<ByteString> orphans) => orphans.ToList().ForEach(files.Delete);

    private static LedgerException NotFound() => new(LedgerError.NotFound, "没有这份材料。", "There is no such material.");
}
