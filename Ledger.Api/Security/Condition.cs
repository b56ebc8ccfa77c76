namespace Ledger.Api.Security;

/// <summary>What must hold besides the role, for the tests and for the documentation.</summary>
/// <param name="Reach">Whose things the endpoint shows or changes.</param>
/// <param name="Sentence">All that the endpoint checks besides the role, in words; empty where it checks nothing.</param>
public sealed record Condition(Reach Reach, string Sentence);
