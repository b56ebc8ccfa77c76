using Ledger.Node.Log;

namespace Ledger.Node.Catalogue;

/// <summary>电子材料目录: the material types that the log holds, each with all its editions.</summary>
internal sealed class MaterialTypes
{
    private readonly CatalogueShelf<MaterialType> _shelf;

    /// <summary>Those of a ledger, as they are when asked.</summary>
    public MaterialTypes(LedgerWriter ledger)
        : this(CatalogueSource.Of(ledger, CatalogueKind.MaterialType))
    {
    }

    private MaterialTypes(CatalogueSource source) => _shelf = new(source, definition => Read(definition.Span));

    /// <summary>The newest edition of each, in the order of the codes.</summary>
    public IReadOnlyList<MaterialType> All => _shelf.All;

    /// <summary>Those that come with the program, without a ledger.</summary>
    public static MaterialTypes Embedded() => new(CatalogueSource.OfSeed(CatalogueKind.MaterialType));

    /// <summary>Reads and checks the definition of one edition.</summary>
    /// <param name="json">UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <exception cref="CatalogueException">The definition is wrong; the fault says where.</exception>
    public static MaterialType Read(ReadOnlySpan<byte> json) => CatalogueJson.Read<MaterialType>(json, MaterialTypeFaults.Find);

    /// <summary>The newest edition of a code, or null.</summary>
    public MaterialType? Find(string code) => _shelf.Find(code);

    /// <summary>One edition of a code, or null: it never changes.</summary>
    public MaterialType? Find(string code, int edition) => _shelf.Find(code, edition);
}
