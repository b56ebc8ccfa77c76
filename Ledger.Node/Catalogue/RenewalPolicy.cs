namespace Ledger.Node.Catalogue;

/// <summary>When and on what conditions a licence may be renewed (延续).</summary>
/// <param name="WindowDays">Days before the last day from which it may be renewed, 1 to 366.</param>
/// <param name="Conditions">What is looked at again; empty where nothing is but that it is in force.</param>
internal sealed record RenewalPolicy(int WindowDays, IReadOnlyList<RenewalCondition> Conditions);
