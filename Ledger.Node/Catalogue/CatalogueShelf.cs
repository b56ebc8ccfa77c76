using System.Collections.Concurrent;

namespace Ledger.Node.Catalogue;

/// <summary>The definitions of one kind, parsed. An edition never changes, so each is parsed once and kept.</summary>
/// <param name="source">Where they are read from.</param>
/// <param name="parse">Parses one; it was found right when it was entered.</param>
internal sealed class CatalogueShelf<T>(CatalogueSource source, Func<ReadOnlyMemory<byte>, T> parse)
    where T : class
{
    private readonly ConcurrentDictionary<(string Code, int Edition), T> _parsed = [];

    /// <summary>The newest edition of every code, in the order of the codes.</summary>
    public IReadOnlyList<T> All => [.. source.Codes().Select(code => Find(code)!)];

    /// <summary>The newest edition of a code, or null.</summary>
    public T? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return source.NewestEdition(code) is { } edition ? Find(code, edition) : null;
    }

    /// <summary>One edition of a code, or null.</summary>
    public T? Find(string code, int edition)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _parsed.TryGetValue((code, edition), out T? kept) ? kept
            : source.Definition(code, edition) is { } definition ? _parsed.GetOrAdd((code, edition), parse(definition))
            : null;
    }
}
