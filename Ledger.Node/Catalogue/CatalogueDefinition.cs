namespace Ledger.Node.Catalogue;

/// <summary>A definition that was read and found right.</summary>
/// <param name="Kind">What it defines.</param>
/// <param name="Code">Its code.</param>
/// <param name="Edition">From 1.</param>
/// <param name="Bytes">JSON in canonical form.</param>
internal sealed record CatalogueDefinition(CatalogueKind Kind, string Code, int Edition, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Reads and checks a definition of any kind.</summary>
    /// <param name="kind">What it should define.</param>
    /// <param name="json">UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <exception cref="CatalogueException">It is wrong; the fault says where.</exception>
    public static CatalogueDefinition Read(CatalogueKind kind, ReadOnlySpan<byte> json)
    {
        (string code, int edition) = kind switch
        {
            CatalogueKind.LicenceType => LicenceTypes.Read(json) is var type ? (type.Code, type.Edition) : default,
            CatalogueKind.MaterialType => MaterialTypes.Read(json) is var type ? (type.Code, type.Edition) : default,
            CatalogueKind.Item => ServiceItems.Read(json) is var item ? (item.Code, item.Edition) : default,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return new CatalogueDefinition(kind, code, edition, CatalogueJson.Canonical(json));
    }
}
