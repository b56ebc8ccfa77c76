namespace Ledger.Node.Catalogue;

/// <summary>The texts of <see cref="CatalogueKind"/>.</summary>
internal static class CatalogueKindText
{
    /// <summary>The name in events and rows; never changes once released.</summary>
    public static string Code(this CatalogueKind kind) => kind switch
    {
        CatalogueKind.LicenceType => "licence-type",
        CatalogueKind.MaterialType => "material-type",
        CatalogueKind.Item => "item",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
