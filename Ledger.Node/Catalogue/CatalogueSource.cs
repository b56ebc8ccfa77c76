using Ledger.Node.Log;

namespace Ledger.Node.Catalogue;

/// <summary>Where the definitions of one kind are read from.</summary>
/// <param name="Codes">Every code, in order.</param>
/// <param name="NewestEdition">The newest edition of a code, or null.</param>
/// <param name="Definition">The definition of an edition, or null.</param>
internal sealed record CatalogueSource(
    Func<IReadOnlyList<string>> Codes, Func<string, int?> NewestEdition, Func<string, int, ReadOnlyMemory<byte>?> Definition)
{
    /// <summary>The rows of a ledger, as they are when asked.</summary>
    public static CatalogueSource Of(LedgerWriter ledger, CatalogueKind kind) => new(
        () => Read(ledger, rows => CatalogueTable.AllNewest(rows, kind, after: null).Select(entry => entry.Code).ToList()),
        code => Read(ledger, rows => CatalogueTable.FindNewestEdition(rows, kind, code)),
        (code, edition) => Read(ledger, rows => CatalogueTable.Find(rows, kind, code, edition)?.Definition));

    /// <summary>What comes with the program, without a ledger.</summary>
    public static CatalogueSource OfSeed(CatalogueKind kind)
    {
        ILookup<string, CatalogueDefinition> seed = CatalogueSeed.Of(kind).ToLookup(definition => definition.Code, StringComparer.Ordinal);
        return new(
            () => [.. seed.Select(editions => editions.Key)],
            code => seed[code].Any() ? seed[code].Max(definition => definition.Edition) : null,
            (code, edition) => seed[code].FirstOrDefault(definition => definition.Edition == edition)?.Bytes);
    }

    private static T Read<T>(LedgerWriter ledger, Func<LedgerRead, T> ask)
    {
        using LedgerRead rows = ledger.Read();
        return ask(rows);
    }
}
