namespace Ledger.Node.Migrations;

/// <summary>A face in the new form, and what became of the old one. Personal data: in memory only.</summary>
/// <param name="Values">The fields of the new form by key; not yet checked against it.</param>
/// <param name="Lost">Fields filled in before whose values went nowhere, and nobody said why.</param>
/// <param name="Dropped">Fields filled in before that the mapping leaves out on purpose.</param>
/// <param name="Invented">Fields of the new form whose values come from no licence and no standard.</param>
/// <param name="Refusals">Values that could not be rewritten, each with the field of the new form.</param>
internal sealed record MappedFace(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<string> Invented,
    IReadOnlyList<FieldRefusal> Refusals)
{
    /// <summary>No value: it may end up in a log.</summary>
    public override string ToString() => $"{nameof(MappedFace)} of {Values.Count} fields";
}
