namespace Ledger.Node.Consents;

/// <summary>What a consent opens in another province.</summary>
/// <param name="Province">Division code of the province.</param>
/// <param name="Licences">Licences there.</param>
/// <param name="Materials">Codes of material types.</param>
internal sealed record SourceScope(string Province, IReadOnlyList<LicenceScope> Licences, IReadOnlyList<string> Materials)
{
    /// <summary>As the sealed content has it.</summary>
    public SourcePart ToPart() => new() { Province = Province, Licences = { Licences.Select(scope => scope.ToPart()) }, Materials = { Materials } };

    /// <summary>Of the sealed content.</summary>
    public static SourceScope Of(SourcePart part) => new(part.Province, [.. part.Licences.Select(LicenceScope.Of)], [.. part.Materials]);
}
