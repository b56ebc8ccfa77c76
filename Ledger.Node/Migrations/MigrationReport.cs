namespace Ledger.Node.Migrations;

/// <summary>What one call did, or would do.</summary>
/// <param name="Licences">Each licence, in the order of the last days or as named.</param>
/// <param name="Cursor">Goes on behind this call; null where nothing follows.</param>
/// <param name="NeverAccounted">Fields of the old form that the mapping neither uses whole nor drops for a reason, whether filled in or not.</param>
internal sealed record MigrationReport(
    IReadOnlyList<MigratedLicence> Licences, string? Cursor, IReadOnlyList<string> NeverAccounted)
{
    /// <summary>Licences that can be, or were, re-issued.</summary>
    public int Fit => Licences.Count(licence => licence.Refusals.Count == 0);

    /// <summary>How many values were lost, by field of the old form.</summary>
    public IReadOnlyDictionary<string, int> Lost => Count(Licences.SelectMany(licence => licence.Lost));

    /// <summary>How many values were left out on purpose, by field of the old form.</summary>
    public IReadOnlyDictionary<string, int> Dropped => Count(Licences.SelectMany(licence => licence.Dropped));

    /// <summary>How many values were invented, by field of the new form.</summary>
    public IReadOnlyDictionary<string, int> Invented => Count(Licences.SelectMany(licence => licence.Invented));

    /// <summary>How many licences were refused for a fault, by place and code.</summary>
    public IReadOnlyDictionary<string, int> Refused => Count(Licences.SelectMany(licence =>
        licence.Refusals.Select(refusal => $"{refusal.Field} {refusal.Error.Code()}".TrimStart()).Distinct()));

    private static SortedDictionary<string, int> Count(IEnumerable<string> names) => new(
        names.GroupBy(name => name).ToDictionary(same => same.Key, same => same.Count()), StringComparer.Ordinal);
}
