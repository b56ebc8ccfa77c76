namespace Ledger.Node.Catalogue;

/// <summary>What may be wrong with the definition of a material type that could be read.</summary>
internal static class MaterialTypeFaults
{
    private const int LongestNote = 256;

    /// <summary>The first thing wrong with a type, or null.</summary>
    public static CatalogueFault? Find(MaterialType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return !MaterialCode.IsValid(type.Code) ? new("材料目录编码应为 CL 加 6 位数字", "a material's code is CL and six digits")
            : type.Edition < 1 ? new("版次从 1 起", "the edition counts from one")
            : CatalogueText.FindFault("name", type.Name, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("english", type.English, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("note", type.Note, LongestNote)
            ?? RuleFault(type)
            ?? (type.Fields is null ? null : FieldFaults.Find(type.Fields));
    }

    private static CatalogueFault? RuleFault(MaterialType type) =>
        type.Levels.Count is 0 || type.Levels.Distinct().Count() != type.Levels.Count
            ? new("可信等级应至少列一项且不重复", "levels lists at least one, none twice")
        : type.Validity.Months is < 1 or > 120 ? new("months 应为 1 至 120", "months is 1 to 120")
        : type.InvalidatedBy is { } meanings && (meanings.Count is 0 || meanings.Distinct().Count() != meanings.Count)
            ? new("invalidatedBy 应至少列一项且不重复", "invalidatedBy lists at least one, none twice")
        : type.Validity.Until is MaterialEnd.Change && type.InvalidatedBy is null
            ? new("因变更失效的材料应列出 invalidatedBy", "what ends by a change lists what invalidates it")
        : null;
}
