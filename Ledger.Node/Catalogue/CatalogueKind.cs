namespace Ledger.Node.Catalogue;

/// <summary>What a catalogue entry defines.</summary>
internal enum CatalogueKind
{
    /// <summary>证照类型.</summary>
    LicenceType,

    /// <summary>材料类型 (电子材料目录).</summary>
    MaterialType,

    /// <summary>政务服务事项.</summary>
    Item,
}
