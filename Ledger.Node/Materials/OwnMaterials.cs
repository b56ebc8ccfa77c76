using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>Which materials are a person's own: those that the person, or whom the person acts for, is the holder of, whoever collected them.</summary>
internal sealed class OwnMaterials(LedgerWriter ledger, MaterialRegister materials, HolderSecrets secrets)
{
    private readonly LicenceCursors _cursors = new(secrets);

    /// <summary>A page of them, holder by holder and type by type, of each type the newest first; erased ones are left out.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to somebody else's list.</exception>
    public MaterialPage List(SignedInPerson who, LicencePaging paging)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(paging);
        string scope = $"own materials\n{who.Person.ToHex()}";
        byte[]? last = paging.Cursor is string cursor ? _cursors.Read(scope, cursor) : null;
        using LedgerRead rows = ledger.Read();
        List<OpenedMaterial> page = [];
        int examined = 0;
        foreach ((byte[] position, Material material) in Scan(rows, who, last))
        {
            if (page.Count == paging.Limit || examined++ == MaterialQueries.MostExamined)
            {
                return new MaterialPage(page, _cursors.Write(scope, last!));
            }

            last = position;
            if (materials.FindOpened(rows, material) is OpenedMaterial opened)
            {
                page.Add(opened);
            }
        }

        return new MaterialPage(page, Cursor: null);
    }

    /// <summary>Opens one.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, somebody else's, or erased; nothing tells which.</exception>
    public OpenedMaterial Open(SignedInPerson who, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        return MaterialIdentifier.Find(identifier) is MaterialIdentifier known && MaterialTable.Find(rows, known) is Material material
            && who.Holders.Any(lookup => HolderRegister.Find(rows, lookup) == material.Holder) && materials.FindOpened(rows, material) is OpenedMaterial opened
                ? opened
                : throw new LedgerException(LedgerError.NotFound, "没有这份材料。", "There is no such material.");
    }

    // A position: which of the person's holders, and the key behind that holder's handle; a cursor is no place for a handle.
    private static IEnumerable<(byte[] Position, Material Material)> Scan(LedgerRead rows, SignedInPerson who, byte[]? after)
    {
        for (int place = after?[0] ?? 0; place < who.Holders.Count; place++)
        {
            if (HolderRegister.Find(rows, who.Holders[place]) is ByteString holder)
            {
                byte[]? last = after is not null && after[0] == place ? [.. holder.Span, .. after.AsSpan(1)] : null;
                byte number = (byte)place;
                foreach ((byte[] key, Material material) in MaterialTable.Scan(
                    rows, Column.MaterialsByHolder, MaterialTable.OfHolder(holder, type: null), last, MaterialQueries.MostExamined + 1))
                {
                    yield return ([number, .. key.AsSpan(Handle.Length)], material);
                }
            }
        }
    }
}
