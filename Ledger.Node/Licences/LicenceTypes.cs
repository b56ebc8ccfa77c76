using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Node.Licences;

/// <summary>证照类型目录: the licence types this node can issue.</summary>
internal sealed class LicenceTypes
{
    private const string ResourcePrefix = "Ledger.Node.Licences.types.";

    // Strict, so that a misspelt member of a type file is an error at start and not a rule silently missing.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private readonly Dictionary<string, LicenceType> _types;

    private LicenceTypes(IEnumerable<LicenceType> types) => _types = types.ToDictionary(type => type.Code, StringComparer.Ordinal);

    /// <summary>Every type, by code.</summary>
    public IReadOnlyCollection<LicenceType> All => _types.Values;

    /// <summary>The types that come with the program.</summary>
    /// <exception cref="InvalidDataException">A type file is wrong.</exception>
    public static LicenceTypes Embedded()
    {
        Assembly assembly = typeof(LicenceTypes).Assembly;
        return new(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using Stream stream = assembly.GetManifestResourceStream(name)!;
                return Read(stream, name);
            }));
    }

    /// <summary>Reads and checks one type file.</summary>
    /// <exception cref="InvalidDataException">The file is wrong; the message says where.</exception>
    public static LicenceType Read(Stream json, string name)
    {
        try
        {
            LicenceType type = JsonSerializer.Deserialize<LicenceType>(json, Json) ?? throw new InvalidDataException($"{name} is empty.");
            return FindFault(type) is { } fault ? throw new InvalidDataException($"{name}: {fault}") : type;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"{name} is not a licence type: {exception.Message}", exception);
        }
    }

    /// <summary>The type with this code, or null.</summary>
    public LicenceType? Find(string code) => _types.GetValueOrDefault(code);

    private static string? FindFault(LicenceType type)
    {
        if (LicenceIdentifier.FindFault(type.Code, type.DefinedBy.Code, "1", 1) is { } fault)
        {
            return fault.English;
        }

        return !type.Code.StartsWith(type.DefinedBy.Code, StringComparison.Ordinal) ? "the code is not the defining authority's"
            : type.Edition < 1 ? "the edition counts from one"
            : type.Fields.Count == 0 ? "there are no fields"
            : type.Fields.DistinctBy(field => field.Key).Count() != type.Fields.Count ? "a field key occurs twice"
            : type.Validity.LastDayField is { } key && type.Fields.All(field => field.Key != key) ? $"there is no field {key}"
            : type.Fields.Select(FindFault).FirstOrDefault(text => text is not null);
    }

    private static string? FindFault(LicenceField field)
    {
        bool isKey = field.Key.Length > 0 && field.Key.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character));
        return !isKey ? $"{field.Key} is not a field key"
            : field.MaximumLength < 1 ? $"{field.Key} has no length"
            : (field.Kind is FieldKind.Choice) != (field.Values is { Count: > 0 }) ? $"{field.Key}: a choice, and only a choice, lists values"
            : field.Kind is FieldKind.Code && field.Pattern is null ? $"{field.Key}: a code needs a pattern"
            : null;
    }
}
