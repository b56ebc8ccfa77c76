using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>How far governors are with a change of a province's keys.</summary>
/// <param name="Change">What they vote for.</param>
/// <param name="Votes">How many have.</param>
/// <param name="Needed">How many must.</param>
/// <param name="ReadyAt">From when on it may be made, Unix seconds; 0 while votes are missing.</param>
internal sealed record TrustChange(Digest Change, long Votes, long Needed, long ReadyAt);
