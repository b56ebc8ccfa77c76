using Ledger.Node.Log;

namespace Ledger.Node.Catalogue;

/// <summary>证照类型目录: the licence types that the log holds, each with all its editions.</summary>
internal sealed class LicenceTypes
{
    private readonly CatalogueShelf<LicenceType> _shelf;

    /// <summary>Those of a ledger, as they are when asked.</summary>
    public LicenceTypes(LedgerWriter ledger)
        : this(CatalogueSource.Of(ledger, CatalogueKind.LicenceType))
    {
    }

    private LicenceTypes(CatalogueSource source) => _shelf = new(source, definition => Read(definition.Span));

    /// <summary>The newest edition of each, in the order of the codes.</summary>
    public IReadOnlyList<LicenceType> All => _shelf.All;

    /// <summary>Those that come with the program, without a ledger.</summary>
    public static LicenceTypes Embedded() => new(CatalogueSource.OfSeed(CatalogueKind.LicenceType));

    /// <summary>Reads and checks the definition of one edition.</summary>
    /// <param name="json">UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <exception cref="CatalogueException">The definition is wrong; the fault says where.</exception>
    public static LicenceType Read(ReadOnlySpan<byte> json) => CatalogueJson.Read<LicenceType>(json, LicenceTypeFaults.Find);

    /// <summary>The newest edition of a code, or null.</summary>
    public LicenceType? Find(string code) => _shelf.Find(code);

    /// <summary>One edition of a code, or null: the definition under which a licence was issued.</summary>
    public LicenceType? Find(string code, int edition) => _shelf.Find(code, edition);
}
