using System.Reflection;

namespace Ledger.Node.Catalogue;

/// <summary>The definitions that come with the program, under <c>Catalogue/seed</c>: entered in a log that has none under their codes.</summary>
internal static class CatalogueSeed
{
    /// <summary>Those of every kind, in the order in which they are entered.</summary>
    public static IEnumerable<CatalogueDefinition> All() => Enum.GetValues<CatalogueKind>().SelectMany(Of);

    /// <summary>Those of one kind, in the order of codes and editions.</summary>
    /// <exception cref="CatalogueException">A file is wrong: the program was not built from tested sources.</exception>
    public static IReadOnlyList<CatalogueDefinition> Of(CatalogueKind kind)
    {
        Assembly assembly = typeof(CatalogueSeed).Assembly;
        string prefix = $"{typeof(CatalogueSeed).Namespace}.seed.{kind.Code().Replace('-', '_')}s.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => CatalogueDefinition.Read(kind, Bytes(assembly, name)))
            .OrderBy(definition => definition.Code, StringComparer.Ordinal)
            .ThenBy(definition => definition.Edition)];
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
