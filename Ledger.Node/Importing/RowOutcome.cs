namespace Ledger.Node.Importing;

/// <summary>What became of one row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Refusals">Why it is refused; empty where it is issued, or in a dry run would be.</param>
/// <param name="IsKnown">Whether a correction corrects a row that does not stand refused: then nothing was done.</param>
internal sealed record RowOutcome(ImportedRow Row, IReadOnlyList<FieldRefusal> Refusals, bool IsKnown = false);
