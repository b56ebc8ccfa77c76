using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Storage;

namespace Ledger.Node.Renewals;

/// <summary>材料有效, as a condition of renewal: what the holder handed in before is used again, where it may be.</summary>
internal static class MaterialCheck
{
    private const string Prefix = "materials/";
    private const int MostLookedAt = 100;

    /// <summary>Whether a check of a draft is one of a material.</summary>
    /// <param name="check">Its code.</param>
    public static bool IsOne(string check) => check.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a material of a type lies here that may be used again; the department looks where none does.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="code">材料目录编码.</param>
    /// <param name="type">Its type; null where the catalogue has none.</param>
    /// <param name="today">The day it is in China.</param>
    public static RenewalCheck Of(LedgerRead rows, ByteString holder, string code, MaterialType? type, DateOnly today)
    {
        (string name, string chinese, string english) = (Prefix + code, type?.Name ?? code, type?.English ?? code);
        Material? found = type is null or { Reuse: ReuseRule.SameMatter or ReuseRule.SamePurpose } ? null : MaterialTable
            .Scan(rows, Column.MaterialsByHolder, MaterialTable.OfHolder(holder, code), after: null, MostLookedAt)
            .Select(row => row.Material)
            .FirstOrDefault(material => MaterialReuse.FindRefusal(rows, material, type, today) is null);
        return found is null
            ? RenewalCheck.ToBeChecked(
                name, $"本账本没有可复用的材料「{chinese}」，须由部门核对其是否有效。",
                $"This ledger has no such material to use again; the department checks whether this one is in force: {english}.")
            : RenewalCheck.Passed(
                name, $"材料「{chinese}」复用 {LicenceDate.Format(LicenceDate.InChina(found.RegisteredAt))} 提交的一份，不用再交。",
                $"The material handed in on {LicenceDate.Format(LicenceDate.InChina(found.RegisteredAt))} is used again: {english}.");
    }
}
