using Ledger.Node.Log;

namespace Ledger.Node.Catalogue;

/// <summary>事项目录: the items that the log holds, each with all its editions.</summary>
internal sealed class ServiceItems
{
    private readonly CatalogueShelf<ServiceItem> _shelf;

    /// <summary>Those of a ledger, as they are when asked.</summary>
    public ServiceItems(LedgerWriter ledger)
        : this(CatalogueSource.Of(ledger, CatalogueKind.Item))
    {
    }

    private ServiceItems(CatalogueSource source) => _shelf = new(source, definition => Read(definition.Span));

    /// <summary>The newest edition of each, in the order of the codes.</summary>
    public IReadOnlyList<ServiceItem> All => _shelf.All;

    /// <summary>Those that come with the program, without a ledger.</summary>
    public static ServiceItems Embedded() => new(CatalogueSource.OfSeed(CatalogueKind.Item));

    /// <summary>Reads and checks the definition of one edition.</summary>
    /// <param name="json">UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <exception cref="CatalogueException">The definition is wrong; the fault says where.</exception>
    public static ServiceItem Read(ReadOnlySpan<byte> json) => CatalogueJson.Read<ServiceItem>(json, ServiceItemFaults.Find);

    /// <summary>The newest edition of a code, or null.</summary>
    public ServiceItem? Find(string code) => _shelf.Find(code);

    /// <summary>One edition of a code, or null: it never changes.</summary>
    public ServiceItem? Find(string code, int edition) => _shelf.Find(code, edition);
}
