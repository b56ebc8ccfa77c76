namespace Ledger.Node.Licences;

/// <summary>One event of a licence as its own authority sees it.</summary>
/// <param name="Identifier">The version that it happened to.</param>
/// <param name="Step">The event and the licence after it.</param>
/// <param name="Facts">What it says of the decision; null where its body was lost.</param>
/// <param name="Details">
/// Operator and note; null where nothing was sealed or a holder's key was destroyed since. Personal data: in memory only.
/// </param>
internal sealed record LicenceEvent(LicenceIdentifier Identifier, LicenceStep Step, DecisionFacts? Facts, DecisionDetails? Details);
