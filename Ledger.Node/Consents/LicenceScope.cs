using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>Licences that a consent opens.</summary>
/// <param name="Licence">Code of a type (21 characters), or the identifier of one licence.</param>
/// <param name="Fields">National short names of the fields that may be shown; null for all.</param>
internal sealed record LicenceScope(string Licence, IReadOnlyList<string>? Fields)
{
    /// <summary>The identifier, where one licence is meant.</summary>
    public LicenceIdentifier? Identifier => LicenceIdentifier.TryParse(Licence, out LicenceIdentifier? identifier) ? identifier : null;

    /// <summary>Code of the type.</summary>
    public string Type => Identifier?.Type ?? Licence;

    /// <summary>Whether it opens a licence.</summary>
    public bool Covers(LicenceIdentifier identifier) => Identifier is LicenceIdentifier one ? one == identifier : Licence == identifier.Type;

    /// <summary>As the sealed content has it.</summary>
    public LicencePart ToPart() => new() { Licence = Licence, Fields = { Fields ?? [] } };

    /// <summary>Of the sealed content.</summary>
    public static LicenceScope Of(LicencePart part) => new(part.Licence, part.Fields.Count == 0 ? null : [.. part.Fields]);

    /// <summary>Whether it opens these fields; null asks for all.</summary>
    public bool CoversFields(IReadOnlyList<string>? names) =>
        Fields is null || (names is not null && names.All(name => Fields.Contains(name, StringComparer.Ordinal)));
}
