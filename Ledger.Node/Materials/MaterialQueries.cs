using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>Lists the materials that an authority collected, the newest first, a page at a time, as licences are listed.</summary>
internal sealed class MaterialQueries(LedgerWriter ledger, MaterialRegister materials, HolderRegister holders, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most index rows that one page looks at. Where they do not fill it the page is short and its cursor goes on behind them.</summary>
    public const int MostExamined = 2000;

    private readonly LicenceCursors _cursors = new(secrets);

    /// <summary>By type and state.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="type">材料目录编码; null for all.</param>
    /// <param name="state">As of today; null for all.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: no such type, or the cursor belongs to another query.</exception>
    public MaterialPage List(string authority, string? type, MaterialState? state, LicencePaging paging)
    {
        RequireType(type);
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        using LedgerRead rows = ledger.Read();
        string scope = $"materials\n{authority}\n{type}\n{state}";
        return Page(
            rows, scope, Column.MaterialsByAuthority, MaterialTable.OfAuthority(authority, type), paging,
            material => state is null || material.StateOn(today) == state);
    }

    /// <summary>Of one holder; none where the holder is unknown or was erased.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="codeType">持证主体代码类型, three digits.</param>
    /// <param name="code">Code of that type.</param>
    /// <param name="type">材料目录编码; null for all.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: no such type, or the cursor belongs to another query.</exception>
    public MaterialPage OfHolder(string authority, string codeType, string code, string? type, LicencePaging paging)
    {
        RequireType(type);
        using LedgerRead rows = ledger.Read();
        if (holders.Find(rows, codeType, code) is not ByteString holder)
        {
            return new MaterialPage([], Cursor: null);
        }

        byte[] prefix = MaterialTable.OfHolder(holder, type);
        return Page(
            rows, $"materials of holder\n{authority}\n{Convert.ToHexStringLower(prefix)}", Column.MaterialsByHolder, prefix, paging,
            material => material.Identifier.Authority == authority);
    }

    /// <summary>Of one 办件: whoever of the authority goes on with it finds what was handed in before.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="caseNumber">办件编号.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the cursor belongs to another query.</exception>
    public MaterialPage OfCase(string authority, string caseNumber, LicencePaging paging)
    {
        byte[] prefix = MaterialTable.OfCase(secrets.CaseLookup(authority, caseNumber));
        using LedgerRead rows = ledger.Read();
        return Page(
            rows, $"materials of case\n{authority}\n{Convert.ToHexStringLower(prefix)}", Column.MaterialsByCase, prefix, paging, _ => true);
    }

    private MaterialPage Page(
        LedgerRead rows, string scope, Column column, byte[] prefix, LicencePaging paging, Func<Material, bool> fits)
    {
        ArgumentNullException.ThrowIfNull(paging);
        byte[]? after = paging.Cursor is string cursor ? [.. prefix, .. _cursors.Read(scope, cursor)] : null;
        List<OpenedMaterial> page = [];
        int examined = 0;
        foreach ((byte[] position, Material material) in MaterialTable.Scan(rows, column, prefix, after, MostExamined + 1))
        {
            if (page.Count == paging.Limit || examined == MostExamined)
            {
                return new MaterialPage(page, _cursors.Write(scope, after![prefix.Length..]));
            }

            examined++;
            after = position;
            if (fits(material) && materials.FindOpened(rows, material) is OpenedMaterial opened)
            {
                page.Add(opened);
            }
        }

        return new MaterialPage(page, Cursor: null);
    }

    private static void RequireType(string? type)
    {
        if (type is not null && !MaterialCode.IsValid(type))
        {
            throw new LedgerException(LedgerError.InvalidField, "材料目录编码应为 CL 加 6 位数字。", "A material's code is CL and six digits.", "/type");
        }
    }
}
