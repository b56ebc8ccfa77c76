namespace Ledger.Node.Migrations;

/// <summary>
/// Where one field of the new form gets its value from: exactly one of <see cref="From"/>, <see cref="Constant"/>, <see cref="Join"/>,
/// <see cref="Split"/> and <see cref="Date"/>. Sources are fields of the old form or, where it has none of that name, of what every licence
/// shows (<see cref="FieldSources.Common"/>). A source that a licence does not fill in gives no value.
/// </summary>
/// <param name="Key">Short name of the field in the new form.</param>
/// <param name="From">The source whose value is taken as it is.</param>
/// <param name="Constant">A value that is the same on every licence: invented, unless a standard demands it.</param>
/// <param name="DemandedBy">The provision that demands the constant; null where none does.</param>
/// <param name="Join">Two to sixteen sources that are put together by the pattern.</param>
/// <param name="Split">The source that is taken apart by the pattern.</param>
/// <param name="Pattern">See <see cref="TextPattern"/>.</param>
/// <param name="Part">Number of the place in the pattern whose text is taken.</param>
/// <param name="Date">The source that is a date in another form.</param>
/// <param name="Form">See <see cref="DateForms"/>.</param>
internal sealed record FieldMapping(
    string Key,
    string? From = null,
    string? Constant = null,
    string? DemandedBy = null,
    IReadOnlyList<string>? Join = null,
    string? Split = null,
    string? Pattern = null,
    int? Part = null,
    string? Date = null,
    string? Form = null)
{
    /// <summary>The pattern, read; null where there is none.</summary>
    internal TextPattern? Text { get; } = Pattern is null ? null : TextPattern.TryParse(Pattern);

    /// <summary>Every source that it takes from.</summary>
    internal IEnumerable<string> Sources => [.. Join ?? [], .. new[] { From, Split, Date }.OfType<string>()];

    /// <summary>Whether its value comes from no licence and no standard.</summary>
    internal bool IsInvented => Constant is not null && DemandedBy is null;
}
