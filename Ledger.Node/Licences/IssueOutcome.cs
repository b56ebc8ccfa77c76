namespace Ledger.Node.Licences;

/// <summary>What became of one licence of several: exactly one of the two.</summary>
/// <param name="Issued">The licence, issued now or before by the same request.</param>
/// <param name="Refusal">Why it was not; nothing of it was entered.</param>
internal sealed record IssueOutcome(IssuedLicence? Issued, LedgerException? Refusal);
