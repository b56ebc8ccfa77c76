namespace Ledger.Node.Licences;

/// <summary>Which licences a caller may read: those its own authority issued, and types that are shared with it whole (依职能用证).</summary>
/// <param name="Authority">Unified social credit code of the caller's authority.</param>
/// <param name="SharedTypes">Type codes.</param>
internal sealed record ReadingRight(string Authority, IReadOnlyCollection<string> SharedTypes)
{
    /// <summary>Types on which the caller may act at all; empty for all.</summary>
    public IReadOnlyCollection<string> OnlyTypes { get; init; } = [];

    /// <summary>Whether it covers a licence; told from type and issuer alone, so that a refusal does not tell whether there is one.</summary>
    public bool Covers(LicenceIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return (identifier.Issuer == Authority && MayActOn(identifier.Type)) || CoversAllOf(identifier.Type);
    }

    /// <summary>Whether it covers every licence of a type.</summary>
    public bool CoversAllOf(string type) => SharedTypes.Contains(type) && MayActOn(type);

    private bool MayActOn(string type) => OnlyTypes.Count == 0 || OnlyTypes.Contains(type);
}
