using System.Reflection;

namespace Ledger.Node.Catalogue;

/// <summary>证照类型目录: the licence types this node can issue.</summary>
internal sealed class LicenceTypes
{
    private const string ResourcePrefix = "Ledger.Node.Catalogue.seed.licence_types.";

    private readonly Dictionary<string, LicenceType> _types;

    private LicenceTypes(IEnumerable<LicenceType> types) => _types = types.ToDictionary(type => type.Code, StringComparer.Ordinal);

    /// <summary>Every type, by code.</summary>
    public IReadOnlyCollection<LicenceType> All => _types.Values;

    /// <summary>The types that come with the program.</summary>
    /// <exception cref="CatalogueException">A definition is wrong.</exception>
    public static LicenceTypes Embedded()
    {
        Assembly assembly = typeof(LicenceTypes).Assembly;
        return new(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using Stream stream = assembly.GetManifestResourceStream(name)!;
                using MemoryStream bytes = new();
                stream.CopyTo(bytes);
                return Read(bytes.ToArray());
            }));
    }

    /// <summary>Reads and checks the definition of one edition of a type.</summary>
    /// <param name="json">UTF-8, at most <see cref="CatalogueJson.LongestDefinition"/> bytes.</param>
    /// <exception cref="CatalogueException">The definition is wrong; the fault says where.</exception>
    public static LicenceType Read(ReadOnlySpan<byte> json) => CatalogueJson.Read<LicenceType>(json, LicenceTypeFaults.Find);

    /// <summary>The type with this code, or null.</summary>
    public LicenceType? Find(string code) => _types.GetValueOrDefault(code);
}
