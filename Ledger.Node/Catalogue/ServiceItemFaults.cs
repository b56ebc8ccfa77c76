namespace Ledger.Node.Catalogue;

/// <summary>What may be wrong with the definition of an item that could be read.</summary>
internal static class ServiceItemFaults
{
    /// <summary>Most licences and materials of an item.</summary>
    public const int MostNeeds = 100;

    private const int LongestNote = 256;

    /// <summary>The first thing wrong with an item, or null.</summary>
    public static CatalogueFault? Find(ServiceItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return ItemCode.FindFault(item.Code)
            ?? CountFault(item)
            ?? CatalogueText.FindFault("name", item.Name, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("english", item.English, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("authorityName", item.AuthorityName, CatalogueText.LongestName)
            ?? CatalogueText.FindFault("note", item.Note, LongestNote)
            ?? CatalogueText.FindFault("legalBasis", item.LegalBasis, LongestNote)
            ?? item.Needs?.Select(need => CatalogueText.FindListFault("anyOf", need.AnyOf, IsCode)).FirstOrDefault(fault => fault is not null);
    }

    private static CatalogueFault? CountFault(ServiceItem item) => item.Edition < 1 ? new("版次从 1 起", "the edition counts from one")
        : item.Needs is { Count: 0 or > MostNeeds } ? new($"needs 应列 1 至 {MostNeeds} 项", $"needs lists 1 to {MostNeeds} items")
        : null;

    private static bool IsCode(string code) => LicenceTypeCode.IsValid(code) || MaterialCode.IsValid(code);
}
